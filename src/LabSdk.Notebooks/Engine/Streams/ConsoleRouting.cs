namespace LabSdk.Notebooks.Engine;

/// <summary>
/// Sends the standard streams of cells to their outputs. Installed while any session lives; the console is as before
/// when the last one ends.
/// </summary>
internal static class ConsoleRouting
{
    private static readonly Lock Gate = new();
    private static int _sessions;
    private static Action? _restore;

    /// <summary>Counts a session in.</summary>
    public static void Enter()
    {
        lock (Gate)
        {
            if (_sessions++ == 0)
            {
                _restore = Install();
            }
        }
    }

    /// <summary>Counts a session out.</summary>
    public static void Leave()
    {
        lock (Gate)
        {
            if (--_sessions == 0)
            {
                _restore!();
            }
        }
    }

#pragma warning disable RS0030 // Cells write to the console; this is where it ends up in their outputs.
    private static Action Install()
    {
        var (output, error, input) = (Console.Out, Console.Error, Console.In);
        Console.SetOut(new CellWriter(StandardStream.Output, output));
        Console.SetError(new CellWriter(StandardStream.Error, error));
        Console.SetIn(new CellReader(input));
        return () =>
        {
            Console.SetOut(output);
            Console.SetError(error);
            Console.SetIn(input);
        };
    }
#pragma warning restore RS0030
}
