namespace LabSdk.Notebooks.Packages;

/// <summary>Finds the <c>dotnet</c> command.</summary>
internal static class DotnetHost
{
    /// <summary>The command that runs this process, else the configured one, else the one on the PATH.</summary>
    public static string Path
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            string?[] candidates =
            [
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
                Environment.ProcessPath is { } own && System.IO.Path.GetFileName(own) == name ? own : null,
                Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root ? System.IO.Path.Combine(root, name) : null,
                BesideRuntime(name),
            ];
            return candidates.FirstOrDefault(File.Exists) ?? name;
        }
    }

    // The runtime lies in <root>/shared/Microsoft.NETCore.App/<version>.
    private static string? BesideRuntime(string name) =>
        System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location) is { Length: > 0 } runtime
            ? System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", "..", name))
            : null;
}
