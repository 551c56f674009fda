using System.Reflection;
using System.Runtime.InteropServices;

namespace LabSdk.Kernel.Jupyter;

/// <summary>How this very program is started again: by full paths, so that an update of anything else cannot break it.</summary>
internal static class ThisTool
{
    /// <summary>The version of the tool.</summary>
    public static string Version { get; } =
        typeof(ThisTool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Program and first arguments.</summary>
    public static IReadOnlyList<string> CommandLine()
    {
        var program = Environment.ProcessPath ?? "dotnet";
        var assembly = Path.Combine(AppContext.BaseDirectory, typeof(ThisTool).Assembly.GetName().Name + ".dll");
        return Path.GetFileNameWithoutExtension(program) == typeof(ThisTool).Assembly.GetName().Name ? [program] : [DotnetHost(program), assembly];
    }

    /// <summary>What the program needs in its environment to find the runtime when a desktop starts it.</summary>
    public static IReadOnlyDictionary<string, string> Variables() => new Dictionary<string, string> { ["DOTNET_ROOT"] = RuntimeRoot() };

    // A test runner hosts us under its own name; the host of the shared runtime is then the right program.
    private static string DotnetHost(string program) => Path.GetFileNameWithoutExtension(program) == "dotnet"
        ? program
        : Path.Combine(RuntimeRoot(), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>Above <c>shared/Microsoft.NETCore.App/10.0.x/</c>.</summary>
    private static string RuntimeRoot() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
