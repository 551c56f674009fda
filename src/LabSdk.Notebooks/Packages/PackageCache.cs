namespace LabSdk.Notebooks.Packages;

/// <summary>Where the restored projects lie.</summary>
internal static class PackageCache
{
    /// <summary>The folder of the user: below <c>XDG_CACHE_HOME</c> or <c>~/.cache</c>, on Windows below the local application data.</summary>
    public static string Default
    {
        get
        {
            var own = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            var root = OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : !string.IsNullOrEmpty(own) ? own : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(root, "labsdk", "packages");
        }
    }
}
