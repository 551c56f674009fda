using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace LabSdk.Notebooks.Packages;

/// <summary>Lets the runtime find the native libraries of packages.</summary>
internal static class NativeLibraries
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.OrdinalIgnoreCase);

    static NativeLibraries() => AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => Load(name);

    /// <summary>Makes a library known; the first file of a name stays.</summary>
    /// <param name="path">Absolute path.</param>
    public static void Add(string path) => Files.TryAdd(Path.GetFileName(path), path);

    private static nint Load(string name)
    {
        // As the runtime itself tries: with and without prefix and ending.
        var ending = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        foreach (var file in (string[])[name, name + ending, $"lib{name}{ending}", $"lib{name}"])
        {
            if (Files.TryGetValue(file, out var path) && NativeLibrary.TryLoad(path, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
