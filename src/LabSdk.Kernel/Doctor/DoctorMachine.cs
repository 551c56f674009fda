using System.Collections;
using LabSdk.Kernel.Jupyter;

namespace LabSdk.Kernel.Doctor;

/// <summary>The machine that is looked at, so that a test can give another one.</summary>
/// <param name="Variables">Environment variables.</param>
/// <param name="Home">Home folder of the user.</param>
/// <param name="KernelFolders">Where Jupyter looks for kernels; the first writable place is that of the user.</param>
/// <param name="UserKernels">The kernel folder of the user.</param>
internal sealed record DoctorMachine(IReadOnlyDictionary<string, string> Variables, string Home, IReadOnlyList<string> KernelFolders, string UserKernels)
{
    /// <summary>Longest time for one program to answer. Default 10 s: Python tools start slowly on a busy machine.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Version of this tool.</summary>
    public string ToolVersion { get; init; } = ThisTool.Version;

    /// <summary>The machine that runs this process.</summary>
    public static DoctorMachine This() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            entry => (string)entry.Key,
            entry => (string?)entry.Value ?? "",
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        [.. JupyterFolders.All()],
        JupyterFolders.User);

    /// <summary>A variable; null when it is not set or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Full path of a program on the search path, or in the folder of .NET tools; null when there is none.</summary>
    /// <param name="names">Names to try, best first.</param>
    public string? Program(params IEnumerable<string> names)
    {
        var folders = (Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Append(Path.Combine(Home, ".dotnet", "tools"))
            .ToArray();
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return names
            .SelectMany(name => folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending))))
            .FirstOrDefault(File.Exists);
    }
}
