namespace LabSdk.Display;

/// <summary>Type names as a user writes them.</summary>
internal static class TypeNames
{
    public static string Short(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var name = type.Name.Split('`')[0];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>";
    }
}
