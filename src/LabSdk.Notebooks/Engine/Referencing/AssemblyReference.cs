using System.Collections.Concurrent;

namespace LabSdk.Notebooks.Engine;

/// <summary>Adds the assembly of a <c>#r</c> line that is no package.</summary>
internal static class AssemblyReference
{
    private static readonly ConcurrentDictionary<string, DateTime> Builds = new(StringComparer.Ordinal);

    /// <summary>Makes an assembly usable for the next code.</summary>
    /// <param name="text">A file, relative to <paramref name="folder"/>, or the name of an assembly of the framework.</param>
    /// <param name="folder">Where relative files are.</param>
    /// <param name="references">Where it is added.</param>
    /// <returns>A warning, or null.</returns>
    /// <exception cref="NotebookException">There is no such assembly.</exception>
    public static string? Add(string text, string folder, SessionReferences references)
    {
        var path = Path.GetFullPath(text, folder);
        if (File.Exists(path))
        {
            AssemblyFiles.Add(path);
            references.Add(path);
            var build = File.GetLastWriteTimeUtc(path);
            return Builds.GetOrAdd(path, build) == build
                ? null
                : $"'{text}' was built anew since it was loaded, but a process loads an assembly only once: restart the kernel to use the new build.";
        }

        var name = text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? text[..^4] : text.Split(',')[0];
        if (FrameworkAssemblies.Paths.TryGetValue(name, out var own))
        {
            references.Add(own);
            return null;
        }

        throw new NotebookException(
            NotebookErrorIds.AssemblyNotFound,
            $"The assembly '{text}' was not found: there is no file '{path}'.",
            "Give the path from the folder of the notebook, or write #r \"nuget: Name\" for a package.");
    }
}
