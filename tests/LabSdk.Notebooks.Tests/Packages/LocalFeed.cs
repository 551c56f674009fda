using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabSdk.Notebooks.Tests.Packages;

/// <summary>A folder with a notebook's surroundings: a feed with tiny packages, a nuget.config that knows only it, a cache.</summary>
internal sealed class LocalFeed : IDisposable
{
    public LocalFeed()
    {
        Directory.CreateDirectory(Feed);
        File.WriteAllText(
            Path.Combine(Folder, "nuget.config"),
            """
            <configuration>
              <config><add key="globalPackagesFolder" value="./packages" /></config>
              <packageSources><clear /><add key="local" value="./feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("labsdk-feed-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    public ScriptEngineOptions Options => new() { WorkingDirectory = Folder, PackageCache = Path.Combine(Folder, "cache") };

    /// <summary>Puts a package into the feed.</summary>
    /// <param name="id">Its id, also the name of its assembly.</param>
    /// <param name="version">Its version, also that of its assembly.</param>
    /// <param name="code">The code of its assembly.</param>
    /// <param name="dependency">A package it needs, as id and version.</param>
    /// <param name="folder">Where it goes; default the feed.</param>
    public void Add(string id, string version, string code, (string Id, string Version)? dependency = null, string? folder = null)
    {
        Directory.CreateDirectory(folder ?? Feed);
        using var package = ZipFile.Open(Path.Combine(folder ?? Feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var writer = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open()))
        {
            var needs = dependency is var (name, least) ? $"<dependency id=\"{name}\" version=\"{least}\" />" : "";
            writer.Write(
                $"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                  <id>{id}</id><version>{version}</version><authors>tests</authors><description>tiny</description>
                  <dependencies><group targetFramework="net10.0">{needs}</group></dependencies>
                </metadata></package>
                """);
        }

        using var assembly = package.CreateEntry($"lib/net10.0/{id}.dll").Open();
        using var image = Compile(id, version, code);
        image.CopyTo(assembly);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static MemoryStream Compile(string id, string version, string code)
    {
        var image = new MemoryStream();
        var result = CSharpCompilation.Create(
                id,
                [CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{version}.0\")]\n{code}")],
                [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return image;
    }
}
