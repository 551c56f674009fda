using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// One reference object per file for the whole process, so that all compilations share what Roslyn has read from it.
/// Without this each cell costs megabytes.
/// </summary>
internal static class ReferenceCache
{
    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Files = new(StringComparer.Ordinal);

    /// <summary>The reference to an assembly file, with its documentation when that lies beside it.</summary>
    /// <param name="path">Absolute path of an existing file.</param>
    public static PortableExecutableReference Get(string path) => Files.GetOrAdd(path, Create);

    private static PortableExecutableReference Create(string path)
    {
        var documentation = Path.ChangeExtension(path, ".xml");
        return MetadataReference.CreateFromFile(
            path,
            MetadataReferenceProperties.Assembly,
            File.Exists(documentation) ? XmlDocumentationProvider.CreateFromFile(documentation) : null);
    }
}
