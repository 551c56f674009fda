using System.Collections.Frozen;

namespace LabSdk.Notebooks.Engine;

/// <summary>The assemblies that the running program was started with: the framework and the program's own.</summary>
internal static class FrameworkAssemblies
{
    private static readonly string Core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>File of each assembly, by simple name.</summary>
    public static FrozenDictionary<string, string> Paths { get; } = Find();

    /// <summary>
    /// Those whose types a cell can name from the start. Every other one is found through them when a signature needs it,
    /// or when a cell names one of its types; a long list here makes each cell larger for the whole session.
    /// </summary>
    public static IReadOnlyList<string> Initial { get; } =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.Linq", "System.Linq.Expressions", "System.Linq.AsyncEnumerable",
        "System.Linq.Parallel", "System.Memory", "System.Net.Http", "System.Net.Primitives", "System.ObjectModel",
        "System.Private.Uri", "System.Runtime.Numerics", "System.Text.Json", "System.Text.RegularExpressions",
        "System.Threading.Channels", "System.Threading.Tasks.Parallel", "System.Diagnostics.Process",
        "System.ComponentModel.Primitives", "System.Runtime.InteropServices", "Microsoft.CSharp",
    ];

    /// <summary>
    /// True for the web framework and the compiler, which the program's own libraries use inside. Cells get them only when
    /// they name one of their types: more than a hundred assemblies would double the time that each cell takes to compile.
    /// </summary>
    /// <param name="path">The file of an assembly.</param>
    public static bool IsOnDemand(string path) => IsWebFramework(path) || IsCompiler(Path.GetFileName(path));

    /// <summary>True for assemblies of the framework, false for those that the program brought.</summary>
    /// <param name="path">The file of an assembly.</param>
    public static bool IsFramework(string path) =>
        string.Equals(Path.GetDirectoryName(path), Core, StringComparison.Ordinal) || IsWebFramework(path);

    private static bool IsWebFramework(string path) =>
        Path.GetDirectoryName(path) is { } folder
        && !string.Equals(folder, Core, StringComparison.Ordinal)
        && folder.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal);

    private static bool IsCompiler(string file) =>
        file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        || file.StartsWith("System.Composition", StringComparison.Ordinal)
        || file is "Markdig.dll" or "Humanizer.dll";

    private static FrozenDictionary<string, string> Find()
    {
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(p => Path.GetFileNameWithoutExtension(p), StringComparer.OrdinalIgnoreCase);
    }
}
