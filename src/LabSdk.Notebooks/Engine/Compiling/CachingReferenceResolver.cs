using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Finds assemblies that others refer to, always as the same objects. All resolvers are equal, so that compilations can
/// share symbols.
/// </summary>
internal sealed class CachingReferenceResolver : MetadataReferenceResolver
{
    public static CachingReferenceResolver Instance { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (AssemblyFiles.Find(referenceIdentity.Name) is { } known)
        {
            return FrameworkAssemblies.IsOnDemand(known) && !IsOnDemand(definition) ? null : ReferenceCache.Get(known);
        }

        // A library given by its file brings its neighbours.
        return definition is PortableExecutableReference { FilePath: { } from }
            && Path.Combine(Path.GetDirectoryName(from)!, referenceIdentity.Name + ".dll") is var beside
            && File.Exists(beside)
            ? ReferenceCache.Get(beside)
            : null;
    }

    // Once a cell has asked for one of them, it needs the others, too.
    private static bool IsOnDemand(MetadataReference reference) =>
        reference is PortableExecutableReference { FilePath: { } path } && FrameworkAssemblies.IsOnDemand(path);

    /// <summary>Cells hand over their references resolved; nothing is left to look up by text.</summary>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => other is CachingReferenceResolver;

    public override int GetHashCode() => 0;
}
