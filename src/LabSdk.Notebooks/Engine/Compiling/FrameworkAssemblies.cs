using System.Collections.Frozen;

namespace LabSdk.Notebooks.Engine;

/// <summary>The assemblies that the running program was started with: the framework and the program's own.</summary>
internal static class FrameworkAssemblies
{
    /// <summary>File of each assembly, by simple name.</summary>
    public static FrozenDictionary<string, string> Paths { get; } = Find();

    /// <summary>
    /// Those whose types a cell can name from the start. Every other one is found through them when a signature needs it;
    /// a long list here makes each cell larger for the whole session.
    /// </summary>
    public static IReadOnlyList<string> Initial { get; } =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Console", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.Linq", "System.Linq.Expressions", "System.Memory", "System.Net.Http",
        "System.Net.Primitives", "System.ObjectModel", "System.Private.Uri", "System.Runtime.Numerics",
        "System.Text.Json", "System.Text.RegularExpressions", "System.Threading.Channels", "System.Diagnostics.Process",
        "System.ComponentModel.Primitives", "System.Runtime.InteropServices", "Microsoft.CSharp",
    ];

    private static FrozenDictionary<string, string> Find()
    {
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(p => Path.GetFileNameWithoutExtension(p), StringComparer.OrdinalIgnoreCase);
    }
}
