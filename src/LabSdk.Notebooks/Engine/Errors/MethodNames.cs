using System.Reflection;

namespace LabSdk.Notebooks.Engine;

/// <summary>Names of compiled methods as they were written: without submission classes, state machines and closures.</summary>
internal static class MethodNames
{
    /// <summary>The name to show for a method of a cell.</summary>
    public static string Of(MethodBase method)
    {
        // An async method runs in MoveNext of a nested type whose name holds the method's.
        var type = method.DeclaringType;
        var name = method.Name;
        if (name == "MoveNext" && type is not null)
        {
            name = type.Name;
            type = type.DeclaringType;
        }

        var isLambda = name.Contains(">b__", StringComparison.Ordinal);
        name = Written(name);
        var owner = Owner(type);
        return (name, isLambda) switch
        {
            ("Initialize" or "Factory", true) => "lambda",
            ("Initialize" or "Factory" or ".ctor", false) when owner.Length == 0 => "cell",
            (_, true) => $"lambda in {owner}{name}",
            _ => owner + name,
        };
    }

    private static string Owner(Type? type)
    {
        var names = new Stack<string>();
        for (; type is not null && !type.Name.StartsWith("Submission", StringComparison.Ordinal); type = type.DeclaringType)
        {
            if (!type.Name.StartsWith('<'))
            {
                names.Push(type.Name.Split('`')[0]);
            }
        }

        return names.Count == 0 ? "" : string.Join('.', names) + ".";
    }

    /// <summary><c>&lt;&lt;Main&gt;g__Local|0_1&gt;d</c> is Local, <c>&lt;Run&gt;d__3</c> is Run.</summary>
    private static string Written(string name)
    {
        var local = name.IndexOf(">g__", StringComparison.Ordinal);
        if (local >= 0)
        {
            var rest = name[(local + 4)..];
            var end = rest.IndexOf('|', StringComparison.Ordinal);
            return end < 0 ? rest : rest[..end];
        }

        var start = name.LastIndexOf('<') + 1;
        var close = name.IndexOf('>', start);
        return start > 0 && close > start ? name[start..close] : name;
    }
}
