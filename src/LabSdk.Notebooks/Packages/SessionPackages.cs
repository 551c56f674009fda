using LabSdk.Display;
using LabSdk.Notebooks.Engine;

namespace LabSdk.Notebooks.Packages;

/// <summary>The packages that the cells of a session asked for.</summary>
internal sealed class SessionPackages(ScriptEngineOptions options, string folder)
{
    private readonly string _cache = options.PackageCache ?? PackageCache.Default;
    private List<PackageReference> _wanted = [];
    private List<string> _sources = [];

    /// <summary>Adds a place to look for packages.</summary>
    /// <param name="source">A folder or feed address.</param>
    /// <param name="relativeTo">Where relative folders begin.</param>
    public void AddSource(string source, string relativeTo)
    {
        var isAddress = source.Contains("://", StringComparison.Ordinal);
        _sources = [.. _sources.Append(isAddress ? source : Path.GetFullPath(source, relativeTo)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Restores packages, and makes them usable for the next code.</summary>
    /// <param name="parts">What a cell asks for.</param>
    /// <param name="references">Where their assemblies are added.</param>
    /// <param name="output">Where the versions are shown.</param>
    /// <param name="cancellationToken">Ends the restore.</param>
    /// <exception cref="NotebookException">They cannot be had.</exception>
    public async Task AddAsync(IReadOnlyList<PackagePart> parts, SessionReferences references, ICellOutput output, CancellationToken cancellationToken)
    {
        var fresh = parts.Select(part => new PackageReference(part.Name, part.Version)).Where(p => !LoadedVersions.IsBuiltIn(p)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        // All of the session together, so that shared dependencies get one version.
        var wanted = Merge(fresh);
        var project = new PackageProject(wanted, _sources, folder, _cache);
        using var shown = new PackageNews(output);
        var assets = PackageAssets.TryRead(project.AssetsFile) ?? await RestoreAsync(project, shown, fresh, cancellationToken).ConfigureAwait(false);
        Use(assets, fresh, references, output);
        _wanted = wanted;
        shown.Restored(assets.Packages.Where(package => fresh.Any(f => Same(f, package))));
    }

    private async Task<PackageAssets> RestoreAsync(PackageProject project, PackageNews shown, List<PackageReference> fresh, CancellationToken cancellationToken)
    {
        if (!options.AllowNetwork)
        {
            throw new NotebookException(
                NotebookErrorIds.NetworkNotAllowed,
                $"{string.Join(", ", fresh)} was not restored before, and the network is switched off for this run.",
                "Run the notebook once with the network on; what it restores is found again.");
        }

        shown.Restoring(fresh);
        project.Write();
        await PackageRestore.RunAsync(project, cancellationToken).ConfigureAwait(false);
        return PackageAssets.TryRead(project.AssetsFile)
            ?? throw new NotebookException(
                NotebookErrorIds.RestoreFailed,
                $"{string.Join(", ", fresh)} was restored, but its files were not found.",
                $"Delete the folder '{project.Folder}' and run the cell again.");
    }

    private static void Use(PackageAssets assets, List<PackageReference> fresh, SessionReferences references, ICellOutput output)
    {
        var usable = assets.Runtime
            .Where(file => LoadedVersions.IsUsable(file, fresh.Find(p => IsIn(file, p)), text => output.Write(StandardStream.Error, text + "\n")))
            .ToArray();
        foreach (var file in usable)
        {
            AssemblyFiles.Add(file);
        }

        var names = usable.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in assets.Compile)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (names.Contains(name))
            {
                references.Add(file);
            }
            else if (AssemblyFiles.Find(name) is { } own)
            {
                references.Add(own);
            }
        }

        foreach (var file in assets.Native)
        {
            NativeLibraries.Add(file);
        }
    }

    private List<PackageReference> Merge(List<PackageReference> fresh)
    {
        var merged = new List<PackageReference>(_wanted);
        foreach (var package in fresh)
        {
            var before = merged.FindIndex(p => Same(p, package));
            if (before < 0)
            {
                merged.Add(package);
            }
            else if (package.Version is not null && !string.Equals(merged[before].Version, package.Version, StringComparison.OrdinalIgnoreCase))
            {
                throw new NotebookException(
                    NotebookErrorIds.VersionConflict,
                    $"{package} cannot be added: {merged[before]} was added before, and a process cannot exchange it.",
                    "Restart the kernel to use the other version.");
            }
        }

        return merged;
    }

    private static bool Same(PackageReference a, PackageReference b) => string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);

    // Files lie in <folder>/<id in small letters>/<version>/...
    private static bool IsIn(string file, PackageReference package)
    {
        var separator = Path.DirectorySeparatorChar;
        return file.Contains($"{separator}{package.Name.ToLowerInvariant()}{separator}", StringComparison.OrdinalIgnoreCase);
    }
}
