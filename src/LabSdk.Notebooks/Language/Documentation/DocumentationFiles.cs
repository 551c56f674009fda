using System.Collections.Concurrent;
using System.Xml.Linq;

namespace LabSdk.Notebooks.Language;

/// <summary>Where the documentation of an assembly is: beside it, or for the framework in the reference pack of the SDK.</summary>
internal sealed class DocumentationFiles
{
    private const int MostKept = 500;
    private readonly ConcurrentDictionary<string, XElement?> _kept = new(StringComparer.Ordinal);
    private readonly Lazy<string[]> _pack = new(PackFiles);

    /// <summary>The documentation of a member; null when there is none.</summary>
    /// <param name="assemblyPath">File of the assembly.</param>
    /// <param name="id">Documentation id.</param>
    public XElement? Find(string assemblyPath, string id)
    {
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(id, _ => Search(assemblyPath, id));
    }

    private XElement? Search(string assemblyPath, string id)
    {
        if (XmlMember.Find(Path.ChangeExtension(assemblyPath, ".xml"), id) is { } beside)
        {
            return beside;
        }

        // Implementation and reference assemblies of the framework are cut differently: the likely files first, then all.
        return Path.GetDirectoryName(assemblyPath) == FrameworkFolder
            ? _pack.Value.OrderBy(file => Likelihood(file, id)).Select(file => XmlMember.Find(file, id)).FirstOrDefault(found => found is not null)
            : null;
    }

    private static string? FrameworkFolder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location);

    private static int Likelihood(string file, string id)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name == "System.Runtime" ? 1 : id.AsSpan(2).StartsWith(name) ? 0 : 2;
    }

    // shared/Microsoft.NETCore.App/<version> and packs/Microsoft.NETCore.App.Ref/<version>/ref/<framework> have the same root.
    private static string[] PackFiles()
    {
        try
        {
            var root = Path.GetFullPath(Path.Combine(FrameworkFolder ?? ".", "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
            var newest = Directory.Exists(root)
                ? new DirectoryInfo(root).GetDirectories($"{Environment.Version.Major}.*").MaxBy(folder => Version.TryParse(folder.Name.Split('-')[0], out var version) ? version : new Version())
                : null;
            return newest is null ? [] : Directory.GetFiles(newest.FullName, "*.xml", SearchOption.AllDirectories);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
