using System.Text;

namespace LabSdk.Notebooks.Language;

/// <summary>Types of a running session as C# source.</summary>
internal static class TypeNames
{
    /// <summary>The type as a cell would write it; null when it has no name, or loses something by it (tuples lose the names of their elements).</summary>
    public static string? Source(Type type)
    {
        if (type.IsArray)
        {
            return type.GetElementType() is { } element && Source(element) is { } name && !element.IsArray
                ? $"{name}[{new string(',', type.GetArrayRank() - 1)}]"
                : null;
        }

        if (type.IsByRef || type.IsPointer || type.IsFunctionPointer || type.IsGenericParameter || IsTuple(type))
        {
            return null;
        }

        // A type declared in a cell is nested in the class of its submission, which has no name in the language.
        var chain = new List<Type>();
        for (var t = type; t is not null && !IsSubmission(t); t = t.DeclaringType)
        {
            chain.Insert(0, t);
        }

        return chain.Count == 0 ? null : Write(chain, type);
    }

    private static string? Write(List<Type> chain, Type type)
    {
        var text = new StringBuilder();
        if (chain[0].DeclaringType is null)
        {
            text.Append("global::");
            if (chain[0].Namespace is { Length: > 0 } space)
            {
                text.Append(space).Append('.');
            }
        }

        var arguments = type.GetGenericArguments();
        var used = 0;
        for (var i = 0; i < chain.Count; i++)
        {
            var name = chain[i].Name.Split('`');
            if (name[0].Contains('<', StringComparison.Ordinal))
            {
                return null;
            }

            text.Append(i > 0 ? "." : "").Append(name[0]);
            var own = name.Length > 1 && int.TryParse(name[1], out var count) ? count : 0;
            if (own > 0)
            {
                var parts = arguments.Skip(used).Take(own).Select(Source).ToArray();
                if (parts.Length != own || parts.Contains(null))
                {
                    return null;
                }

                used += own;
                text.Append('<').AppendJoin(", ", parts).Append('>');
            }
        }

        return text.ToString();
    }

    private static bool IsSubmission(Type type) => type.DeclaringType is null && type.Name.StartsWith("Submission", StringComparison.Ordinal) && type.Assembly.Location.Length == 0;

    private static bool IsTuple(Type type) => type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true;
}
