using System.Runtime.ExceptionServices;
using LabSdk.Display;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Lifetime;

/// <summary>
/// Errors that nobody catches, on threads and in tasks that a cell has started: told in the output of a cell instead of
/// ending the process, which would take the user's variables along.
/// </summary>
internal static class StrayErrors
{
    // How the compiler names the classes of cells.
    private const string CellClass = "Submission";

    /// <summary>Takes over for this process; once.</summary>
    /// <param name="latest">The output of the cell that runs or was run last; null before the first.</param>
    /// <param name="log">Takes what belongs to no cell.</param>
    public static void Catch(Func<ICellOutput?> latest, Action<string> log)
    {
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(error =>
            {
                // A thread inherits the output of the cell that started it.
                var output = DisplaySink.Current as ICellOutput ?? latest();
                Tell(output, log, $"A background thread ended with an error that nobody caught. {Describe(error)}");
                return true;
            });
        }
        catch (InvalidOperationException)
        {
            // A process has one handler, and the script engine was there first: it tells the cells, too.
        }

        TaskScheduler.UnobservedTaskException += (_, args) =>
        {
            if (args.Observed)
            {
                // The script engine has told the cell that started the task.
                return;
            }

            args.SetObserved();
            var isOfCell = args.Exception.ToString().Contains(CellClass, StringComparison.Ordinal);
            var error = args.Exception.InnerExceptions.Count == 1 ? args.Exception.InnerExceptions[0] : args.Exception;
            Tell(isOfCell ? latest() : null, log, $"A background task failed and nothing awaited it. {Describe(error)}");
        };
    }

    private static string Describe(Exception error) => $"{error.GetType().Name}: {error.Message}";

    private static void Tell(ICellOutput? output, Action<string> log, string text)
    {
        if (output is null)
        {
            log(text);
        }
        else
        {
            output.Write(StandardStream.Error, text + "\n");
        }
    }
}
