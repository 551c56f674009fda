namespace LabSdk.Testing;

/// <summary>The checkout that the running tests were built from.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "LabSdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No LabSdk.sln above {AppContext.BaseDirectory}");
    }
}
