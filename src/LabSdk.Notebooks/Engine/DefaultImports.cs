namespace LabSdk.Notebooks.Engine;

/// <summary>The namespaces that cells can use without <c>using</c>.</summary>
internal static class DefaultImports
{
    // Those of implicit usings, and those that .NET Interactive had besides.
    private static readonly string[] Usual =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http",
        "System.Text", "System.Threading", "System.Threading.Tasks",
        "LabSdk.Notebooks.Compatibility", "LabSdk.Notebooks.Compatibility.NotebookDisplay",
    ];

    /// <summary>The usual ones and those of a session, as the compiler wants them: types without <c>static</c>.</summary>
    public static IEnumerable<string> Of(ScriptEngineOptions options) =>
        Usual.Concat(options.Imports.Select(i => i.StartsWith("static ", StringComparison.Ordinal) ? i["static ".Length..].Trim() : i))
            .Distinct(StringComparer.Ordinal);
}
