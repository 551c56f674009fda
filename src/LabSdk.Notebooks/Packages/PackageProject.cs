using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace LabSdk.Notebooks.Packages;

/// <summary>
/// The project that stands for the packages of a session. The same wishes give the same project folder, so what was
/// restored once is found again without asking anybody.
/// </summary>
/// <param name="References">The packages, by name.</param>
/// <param name="Sources">Folders and feeds besides the configured ones.</param>
/// <param name="ConfigurationFolder">Where the search for <c>nuget.config</c> begins.</param>
/// <param name="Cache">The folder of all such projects.</param>
internal sealed record PackageProject(
    IReadOnlyList<PackageReference> References, IReadOnlyList<string> Sources, string ConfigurationFolder, string Cache)
{
    public const string TargetFramework = "net10.0";

    private readonly Lazy<string> _folder = new(() => Path.Combine(Cache, Key(References, Sources, ConfigurationFolder)));

    /// <summary>The folder of the project.</summary>
    public string Folder => _folder.Value;

    /// <summary>The project file.</summary>
    public string ProjectFile => Path.Combine(Folder, "packages.csproj");

    /// <summary>What a restore leaves.</summary>
    public string AssetsFile => Path.Combine(Folder, "obj", "project.assets.json");

    /// <summary>Writes the project file.</summary>
    public void Write()
    {
        Directory.CreateDirectory(Folder);
        var project = new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", TargetFramework),
                new XElement("RuntimeIdentifier", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier),
                new XElement("SelfContained", "false"),
                new XElement("UseAppHost", "false"),
                new XElement("NuGetAudit", "false"),
                new XElement("RestoreRootConfigDirectory", ConfigurationFolder),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', Sources))),
            new XElement(
                "ItemGroup",
                References.Select(package => new XElement(
                    "PackageReference",
                    new XAttribute("Include", package.Name),
                    new XAttribute("Version", package.Version ?? "*")))));
        File.WriteAllText(ProjectFile, project.ToString());
    }

    private static string Key(IReadOnlyList<PackageReference> references, IReadOnlyList<string> sources, string folder)
    {
        var text = new StringBuilder(TargetFramework).Append('\n');
        foreach (var package in references.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase))
        {
            text.Append(package.Name.ToLowerInvariant()).Append(' ').Append(package.Version ?? "*").Append('\n');
        }

        foreach (var source in sources.Order(StringComparer.Ordinal))
        {
            text.Append(source).Append('\n');
        }

        // Where packages come from is part of the wish: another configuration may have other packages of the same name.
        foreach (var configuration in NuGetConfiguration.FilesAbove(folder))
        {
            text.Append(configuration).Append(' ').Append(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(configuration)))).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}
