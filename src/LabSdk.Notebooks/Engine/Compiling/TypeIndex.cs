using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Which public types the assemblies of the program have, and where. Built at the first unknown name of the process, from
/// metadata alone: nothing is loaded.
/// </summary>
internal static class TypeIndex
{
    private static readonly Lazy<ILookup<string, Entry>> ByName = new(() => Read().ToLookup(entry => entry.Name, StringComparer.Ordinal));
    private static readonly Lazy<ILookup<string, Entry>> ByNamespace =
        new(() => ByName.Value.SelectMany(entries => entries).ToLookup(entry => entry.Namespace, StringComparer.Ordinal));

    /// <summary>A public type.</summary>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="Name">Its name, without the number of type parameters.</param>
    /// <param name="Path">The file of its assembly.</param>
    public readonly record struct Entry(string Namespace, string Name, string Path);

    /// <summary>The types of a name.</summary>
    public static IEnumerable<Entry> Named(string name) => ByName.Value[name];

    /// <summary>The types of a namespace.</summary>
    public static IEnumerable<Entry> In(string space) => ByNamespace.Value[space];

    private static IEnumerable<Entry> Read() => FrameworkAssemblies.Paths.Values.SelectMany(Read);

    private static IReadOnlyList<Entry> Read(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            return file.HasMetadata ? [.. Read(file.GetMetadataReader(), path)] : [];
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<Entry> Read(MetadataReader metadata, string path)
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if ((type.Attributes & System.Reflection.TypeAttributes.VisibilityMask) == System.Reflection.TypeAttributes.Public)
            {
                yield return new Entry(metadata.GetString(type.Namespace), metadata.GetString(type.Name).Split('`')[0], path);
            }
        }
    }
}
