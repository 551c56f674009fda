using System.Text.Json;

namespace LabSdk.Notebooks.Packages;

/// <summary>The files that the packages of a project consist of.</summary>
/// <param name="Packages">Name and version of each, dependencies included.</param>
/// <param name="Compile">What the compiler refers to.</param>
/// <param name="Runtime">What the runtime loads.</param>
/// <param name="Native">Native libraries.</param>
internal sealed record PackageAssets(
    IReadOnlyList<PackageReference> Packages, IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> Native)
{
    /// <summary>Reads what a restore left; null when it is not there or names files that are gone.</summary>
    /// <param name="file">The assets file.</param>
    public static PackageAssets? TryRead(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var document = JsonDocument.Parse(stream);
            var assets = Read(document.RootElement);
            return assets.Compile.Concat(assets.Runtime).Concat(assets.Native).All(File.Exists) ? assets : null;
        }
        catch (Exception exception) when (exception is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Cut off by a crash, or of another version of NuGet: restoring again repairs it.
            return null;
        }
    }

    private static PackageAssets Read(JsonElement root)
    {
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        var libraries = root.GetProperty("libraries");

        // With and without the runtime identifier: the longer name has the files that fit this machine.
        var target = root.GetProperty("targets").EnumerateObject().MaxBy(t => t.Name.Length).Value;
        var assets = new PackageAssets([], [], [], []);
        foreach (var library in target.EnumerateObject().Where(l => l.Value.GetProperty("type").ValueEquals("package")))
        {
            var path = libraries.GetProperty(library.Name).GetProperty("path").GetString()!;
            var folder = folders.Select(f => Path.Combine(f, path)).FirstOrDefault(Directory.Exists) ?? Path.Combine(folders[0], path);
            var name = library.Name.Split('/');
            assets = new PackageAssets(
                [.. assets.Packages, new PackageReference(name[0], name[1])],
                [.. assets.Compile, .. Files(library.Value, "compile", folder)],
                [.. assets.Runtime, .. Files(library.Value, "runtime", folder)],
                [.. assets.Native, .. Files(library.Value, "native", folder)]);
        }

        return assets;
    }

    private static IEnumerable<string> Files(JsonElement library, string kind, string folder) =>
        library.TryGetProperty(kind, out var files)
            ? files.EnumerateObject()
                .Where(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal))
                .Select(file => Path.GetFullPath(Path.Combine(folder, file.Name)))
            : [];
}
