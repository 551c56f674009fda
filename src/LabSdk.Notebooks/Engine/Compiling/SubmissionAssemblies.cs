using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace LabSdk.Notebooks.Engine;

/// <summary>Holds the compiled cells of a session; everything else comes from the program's own context.</summary>
internal sealed class SubmissionAssemblies() : AssemblyLoadContext("cells")
{
    private readonly ConcurrentDictionary<string, Assembly> _loaded = new(StringComparer.Ordinal);

    /// <summary>Loads the compiled form of a cell.</summary>
    public Assembly Add(Stream assembly, Stream symbols)
    {
        var loaded = LoadFromStream(assembly, symbols);
        _loaded[loaded.GetName().Name!] = loaded;
        return loaded;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => _loaded.GetValueOrDefault(assemblyName.Name ?? "");
}
