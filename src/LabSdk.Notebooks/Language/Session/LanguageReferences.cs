using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabSdk.Notebooks.Engine;
using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Language;

/// <summary>
/// The references of the engine as objects of the language service alone. What the compiler has read hangs on the object,
/// and two compilations that read at the same time can end with two symbols for one assembly: a cell that runs while
/// something is completed must not be able to meet the other's.
/// </summary>
internal sealed class LanguageReferences : MetadataReferenceResolver
{
    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Files = new(StringComparer.Ordinal);

    /// <summary>The one resolver.</summary>
    public static LanguageReferences Instance { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    /// <summary>The same assembly, read for the language service.</summary>
    public static MetadataReference Of(MetadataReference reference) =>
        reference is PortableExecutableReference file ? Get(file) : reference;

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        CachingReferenceResolver.Instance.ResolveMissingAssembly(definition, referenceIdentity) is { } file ? Get(file) : null;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => other is LanguageReferences;

    public override int GetHashCode() => 1;

    // The copy shares the memory of the file but not what the compiler hangs on it.
    private static PortableExecutableReference Get(PortableExecutableReference file) => Files.GetOrAdd(
        file.FilePath ?? file.Display ?? "",
        static (path, original) => original.GetMetadata() is AssemblyMetadata copy ? copy.GetReference(filePath: path) : original,
        file);
}
