namespace LabSdk.Notebooks.Packages;

/// <summary>Finds the configuration of NuGet that holds for a folder.</summary>
internal static class NuGetConfiguration
{
    /// <summary>The configuration files of a folder and the folders above it, nearest first.</summary>
    public static IEnumerable<string> FilesAbove(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            foreach (var name in (string[])["nuget.config", "NuGet.config", "NuGet.Config"])
            {
                var file = Path.Combine(current.FullName, name);
                if (File.Exists(file))
                {
                    yield return file;
                    break;
                }
            }
        }
    }
}
