using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace LabSdk.Notebooks.Engine;

/// <summary>Turns what a cell threw into the error of the cell: what happened, the advice, and where in the cells.</summary>
internal static class RuntimeErrors
{
    private const int Most = 20;

    /// <summary>The error of a cell that threw.</summary>
    public static CellError Describe(Exception exception)
    {
        var lines = new List<string>();
        for (var (error, depth) = (exception, 0); error is not null && depth < 8; (error, depth) = (error.InnerException, depth + 1))
        {
            lines.Add((depth == 0 ? "" : "Caused by ") + Head(error));
            lines.AddRange(Places(error));
            if (error is LabException { Hint: { } hint } lab)
            {
                lines.Add("Hint: " + hint);
                lines.Add($"See {lab.HelpLink}");
            }
        }

        if (exception is InsufficientExecutionStackException)
        {
            lines.Add("Hint: a method calls itself without end, or too deeply. Check the condition that ends the recursion.");
        }

        return new CellError(exception.GetType().Name, exception.Message, lines, exception);
    }

    /// <summary>The error of a cell that the user stopped.</summary>
    public static CellError Interrupted(Exception exception)
    {
        var message = Find(exception)?.Message ?? "The cell was interrupted.";
        return new CellError("KeyboardInterrupt", message, ["KeyboardInterrupt: " + message, .. Places(exception)], exception);
    }

    // Code of the cell may have wrapped it: a task, a library.
    private static LabInterruptedException? Find(Exception? exception) => exception switch
    {
        null => null,
        LabInterruptedException found => found,
        AggregateException many => many.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null),
        _ => Find(exception.InnerException),
    };

    /// <summary>The error of a cell that the user stopped, and that has not stopped.</summary>
    public static CellError DoesNotStop(CellDoesNotStopException exception)
    {
        const string message = "The cell was interrupted, but it still runs: it does not react to the interrupt.";
        return new CellError(
            "KeyboardInterrupt",
            message,
            ["KeyboardInterrupt: " + message, "Hint: it computes or waits inside a library, or in a finally block. No other cell can run before it ends. Interrupt again to end it by force, which can end the kernel too, or restart the kernel."],
            exception);
    }

    /// <summary>The error of a cell that could not start because an interrupted one still runs.</summary>
    public static CellError StillRunning(string name)
    {
        var message = $"The interrupted {(name.Length == 0 ? "cell" : name)} still runs, so this one was not started.";
        return new CellError("CellStillRunning", message, [message, "Hint: try again later, interrupt it again to end it by force, or restart the kernel."]);
    }

    private static string Head(Exception error) =>
        error is LabException lab ? $"{lab.ErrorId}: {lab.Problem}" : $"{error.GetType()}: {error.Message}";

    /// <summary>The lines of the stack that lie in cells; those of libraries say nothing to the reader of a notebook.</summary>
    private static IEnumerable<string> Places(Exception error)
    {
        // Finding lines takes its time; of a hundred thousand frames of a recursion nobody reads them.
        var frames = new StackTrace(error, fNeedFileInfo: error is not InsufficientExecutionStackException).GetFrames();
        var lines = frames.Where(frame => IsOfCell(frame.GetMethod())).Select(Line);
        var (shown, total) = (lines.Take(Most).ToArray(), frames.Count(frame => IsOfCell(frame.GetMethod())));
        return total <= Most ? shown : shown.Append(string.Create(CultureInfo.InvariantCulture, $"   ... and {total - Most} more calls"));
    }

    private static string Line(StackFrame frame)
    {
        var name = MethodNames.Of(frame.GetMethod()!);
        return string.IsNullOrEmpty(frame.GetFileName())
            ? $"   at {name}"
            : string.Create(CultureInfo.InvariantCulture, $"   at {name} in {frame.GetFileName()}, line {frame.GetFileLineNumber()}");
    }

    private static bool IsOfCell(MethodBase? method) =>
        method?.DeclaringType?.Assembly.GetName().Name?.StartsWith("cell-", StringComparison.Ordinal) == true;
}
