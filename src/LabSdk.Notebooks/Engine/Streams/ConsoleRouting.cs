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
    private static Action? _ensure;

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

    /// <summary>Routes again after a cell has set other streams and not set them back.</summary>
    public static void Ensure()
    {
        lock (Gate)
        {
            _ensure?.Invoke();
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
        var (ownOutput, ownError, ownInput) = (Console.Out, Console.Error, Console.In);
        _ensure = () =>
        {
            if (Console.Out != ownOutput)
            {
                Console.SetOut(ownOutput);
            }

            if (Console.Error != ownError)
            {
                Console.SetError(ownError);
            }

            if (Console.In != ownInput)
            {
                Console.SetIn(ownInput);
            }
        };
        return () =>
        {
            _ensure = null;
            Console.SetOut(output);
            Console.SetError(error);
            Console.SetIn(input);
        };
    }
#pragma warning restore RS0030
}
