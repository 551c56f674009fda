namespace LabSdk.Notebooks;

/// <summary>The names of languages in notebooks of several languages, and the lines <c>#!name</c> that begin their cells.</summary>
internal static class KernelNames
{
    public const string CSharp = "csharp";
    public const string Markdown = "markdown";
    public const string Html = "html";
    public const string Value = "value";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [CSharp] = CSharp, ["c#"] = CSharp, ["C#"] = CSharp, ["cs"] = CSharp, [".net-csharp"] = CSharp,
        [Markdown] = Markdown, ["md"] = Markdown,
        [Html] = Html,
        ["fsharp"] = "fsharp", ["f#"] = "fsharp", ["F#"] = "fsharp", ["fs"] = "fsharp",
        ["pwsh"] = "pwsh", ["powershell"] = "pwsh",
        ["javascript"] = "javascript", ["js"] = "javascript",
        ["sql"] = "sql", ["kql"] = "kql", ["mermaid"] = "mermaid", ["http"] = "http", [Value] = Value,
    };

    /// <summary>The name that the SDK uses for a name or alias; null for one that it does not know.</summary>
    public static string? TryCanonical(string name) => Known.GetValueOrDefault(name);

    /// <summary>The name that the SDK uses for a name, alias or language of a kernel; an unknown one in small letters.</summary>
    public static string Canonical(string name) => TryCanonical(name) ?? TryCanonical(name.ToLowerInvariant()) ?? name.ToLowerInvariant();

    /// <summary>Takes off the first line when it names a language: <c>#!fsharp</c>.</summary>
    public static (string? Language, string Body) SplitMarker(string source)
    {
        if (!source.StartsWith("#!", StringComparison.Ordinal))
        {
            return (null, source);
        }

        var end = source.IndexOf('\n', StringComparison.Ordinal);
        var line = (end < 0 ? source : source[..end]).TrimEnd('\r', ' ', '\t');
        return TryCanonical(line[2..]) is { } language ? (language, end < 0 ? "" : source[(end + 1)..].TrimStart('\r', '\n')) : (null, source);
    }
}
