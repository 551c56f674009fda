using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LabSdk.Kernel.Session.Lifetime;

/// <summary>
/// Notices when the process that started the kernel is gone: a kernel that outlives its front end keeps devices and memory
/// for nobody.
/// </summary>
internal sealed partial class ParentWatch(TimeProvider time)
{
    /// <summary>Set by Jupyter: the process that started the kernel.</summary>
    public const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the parent is gone. Never, where the parent cannot be told.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var isGone = Named() ?? Direct();
        do
        {
            await Task.Delay(isGone is null ? Timeout.InfiniteTimeSpan : Interval, time, cancellationToken).ConfigureAwait(false);
        }
        while (!isGone!());
    }

    /// <summary>The process that the front end names, told apart by its start time from a later one with the same id.</summary>
    private static Func<bool>? Named()
    {
        // On Windows the variable holds a handle instead of an id.
        if (OperatingSystem.IsWindows()
            || !int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || id <= 1)
        {
            return null;
        }

        if (StartOf(id) is not { } start)
        {
            // It went away while this process was starting.
            return () => true;
        }

        // A parent that was killed but not waited for stays in the table; then its children have a new parent.
        var direct = ParentId();
        return () => StartOf(id) != start || (direct == id && ParentId() != direct);
    }

    /// <summary>The process that started us: when it ends, another one takes its place as our parent.</summary>
    private static Func<bool>? Direct()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var parent = ParentId();
        return parent <= 1 ? null : () => ParentId() != parent;
    }

    private static DateTime? StartOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ParentId();
}
