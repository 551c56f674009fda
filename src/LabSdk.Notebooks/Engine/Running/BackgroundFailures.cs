using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Failures of what cells leave running: tasks that nobody awaits, threads, timers, async void methods. They are told in
/// the error stream of the cell they belong to, and the process lives.
/// </summary>
internal static class BackgroundFailures
{
    private static readonly ConditionalWeakTable<Assembly, ICellOutput> Outputs = [];
    private static int _installed;

    /// <summary>Begins to listen, once per process.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) != 0)
        {
            return;
        }

        TaskScheduler.UnobservedTaskException += (_, unobserved) =>
        {
            var error = unobserved.Exception.InnerExceptions is [var only] ? only : unobserved.Exception;
            if (!unobserved.Observed && OutputOf(error) is { } output)
            {
                unobserved.SetObserved();
                Report("A task that nobody awaited failed.", error, output);
            }
        };

        try
        {
            // A thread that a cell started ends with its exception; without this the process would end with it.
            ExceptionHandling.SetUnhandledExceptionHandler(error => Handle("A thread of the cell failed.", error));
        }
        catch (InvalidOperationException)
        {
            // The host has a handler of its own.
        }
    }

    /// <summary>Remembers where failures of a cell's code go.</summary>
    public static void Remember(Assembly code, ICellOutput output) => Outputs.AddOrUpdate(code, output);

    /// <summary>Reports a failure of background work; false when it is not the work of a cell.</summary>
    public static bool Handle(string what, Exception error)
    {
        if ((CellScope.Output ?? OutputOf(error)) is not { } output)
        {
            return false;
        }

        Report(what, error, output);
        return true;
    }

    /// <summary>Makes failed tasks known soon: they are noticed when their memory is collected.</summary>
    /// <param name="code">The cell that has ended.</param>
    public static void LookSoon(string code)
    {
        if (code.Contains("Task", StringComparison.Ordinal) || code.Contains("Async", StringComparison.Ordinal))
        {
            _ = LookAsync();
        }
    }

    private static async Task LookAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        GC.Collect(1, GCCollectionMode.Forced, blocking: false);
    }

    private static void Report(string what, Exception error, ICellOutput output)
    {
        try
        {
            output.Write(StandardStream.Error, $"{what}\n{string.Join('\n', RuntimeErrors.Describe(error).Traceback)}\n");
        }
        catch (Exception)
        {
            // The front end is gone; there is nobody left to tell.
        }
    }

    // The outermost code of a cell in the stack started the work.
    private static ICellOutput? OutputOf(Exception error) =>
        new StackTrace(error).GetFrames()
            .Select(frame => frame.GetMethod()?.Module.Assembly is { } assembly && Outputs.TryGetValue(assembly, out var output) ? output : null)
            .LastOrDefault(output => output is not null);
}
