using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Where the assemblies lie that cells brought in, for the compiler and for the runtime. One map per process, as the
/// runtime loads an assembly of a name only once.
/// </summary>
internal static class AssemblyFiles
{
    private static readonly ConcurrentDictionary<string, string> Added = new(StringComparer.OrdinalIgnoreCase);

    static AssemblyFiles() => AssemblyLoadContext.Default.Resolving += Load;

    /// <summary>Makes an assembly file known; the first file of a name stays.</summary>
    /// <param name="path">Absolute path.</param>
    public static void Add(string path) => Added.TryAdd(Path.GetFileNameWithoutExtension(path), path);

    /// <summary>The file of an assembly; null when nobody brought it.</summary>
    /// <param name="name">Its simple name.</param>
    public static string? Find(string name) =>
        FrameworkAssemblies.Paths.TryGetValue(name, out var own) ? own : Added.GetValueOrDefault(name);

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is { } simple && Added.TryGetValue(simple, out var path) && File.Exists(path)
            ? context.LoadFromAssemblyPath(path)
            : null;
}
