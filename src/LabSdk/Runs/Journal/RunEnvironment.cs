using System.Diagnostics;
using System.Reflection;

namespace LabSdk;

/// <summary>Who measured, where, and with what: kept with every run. Nothing secret: no arguments, no environment variables.</summary>
/// <param name="User">The user's account.</param>
/// <param name="Host">The name of this computer.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="ProcessStarted">When the process started, UTC; tells it from another one with the same number.</param>
/// <param name="SdkVersion">The version of LabSdk.</param>
/// <param name="Runtime">The .NET version.</param>
/// <param name="System">The operating system.</param>
/// <param name="Program">The program or the folder in which it was started.</param>
/// <param name="Folder">The working directory.</param>
/// <param name="GitCommit">The commit that is checked out around the working directory; null where there is none.</param>
/// <param name="Source">The notebook or script that was run, where Jupyter, <c>labsdk run</c> or <c>dotnet run file.cs</c> say it; null otherwise.</param>
public sealed record RunEnvironment(
    string User,
    string Host,
    int ProcessId,
    DateTimeOffset ProcessStarted,
    string SdkVersion,
    string Runtime,
    string System,
    string Program,
    string Folder,
    string? GitCommit,
    string? Source = null)
{
    private static readonly Lazy<RunEnvironment> Process = new(Take);

    /// <summary>This process, with the commit as it is now.</summary>
    internal static RunEnvironment Current => Process.Value with { Folder = Directory.GetCurrentDirectory(), GitCommit = GitHead.Find(Directory.GetCurrentDirectory()), Source = RunSource.Find() };

    /// <summary>True when the process that wrote this still runs on this computer, and is another one than this.</summary>
    internal bool IsAlive
    {
        get
        {
            var own = Process.Value;
            if (Host != own.Host || (ProcessId == own.ProcessId && ProcessStarted == own.ProcessStarted))
            {
                return false;
            }

            try
            {
                using var other = global::System.Diagnostics.Process.GetProcessById(ProcessId);
                return !other.HasExited && (other.StartTime.ToUniversalTime() - ProcessStarted.UtcDateTime).Duration() < TimeSpan.FromSeconds(2);
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or global::System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    private static RunEnvironment Take()
    {
        using var own = global::System.Diagnostics.Process.GetCurrentProcess();
        var version = typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return new(
            Environment.UserName,
            Environment.MachineName,
            Environment.ProcessId,
            own.StartTime.ToUniversalTime(),
            version ?? "",
            Environment.Version.ToString(),
            global::System.Runtime.InteropServices.RuntimeInformation.OSDescription,
            Assembly.GetEntryAssembly()?.GetName().Name ?? "",
            "",
            null);
    }
}
