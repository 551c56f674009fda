using System.Reflection;
using LabSdk.Testing;

namespace LabSdk.Architecture.Tests;

/// <summary>The arrows of eng/layers.txt hold in the built assemblies.</summary>
public class LayerTests
{
    public static TheoryData<string> Projects() => [.. Directory.GetDirectories(Path.Combine(RepositoryRoot.Path, "src")).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_references_only_what_its_layer_allows(string project)
    {
        var allowed = Layers();
        Assert.True(allowed.ContainsKey(project), $"{project} has no line in eng/layers.txt");
        var used = Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!).Where(allowed.ContainsKey);
        Assert.Empty(used.Except(allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_file_references_only_what_its_layer_allows(string project)
    {
        // The compiler leaves unused references out of the assembly; the project file must not carry them either.
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", project, project + ".csproj"));
        var used = System.Xml.Linq.XDocument.Parse(text).Descendants("ProjectReference")
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value));
        Assert.Empty(used.Except(Layers()[project]));
    }

    [Fact]
    public void Client_packages_do_not_pull_in_the_web_server()
    {
        foreach (var project in new[] { "LabSdk.Core", "LabSdk.Grpc", "LabSdk.Daq", "LabSdk.Display", "LabSdk" })
        {
            Assert.DoesNotContain(Assembly.Load(project).GetReferencedAssemblies(), reference => reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string[]> Layers() =>
        File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "eng", "layers.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(':'))
            .ToDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
