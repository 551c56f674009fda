namespace LabSdk.Display;

/// <summary>The place where <c>Show()</c> shows things now. A notebook host or report sets its own for a while.</summary>
public static class DisplaySink
{
    private static readonly AsyncLocal<IDisplaySink?> Ambient = new();

    /// <summary>The current place: the innermost <see cref="Use"/>, otherwise the terminal.</summary>
    public static IDisplaySink Current => Ambient.Value ?? TerminalSink.Console;

    /// <summary>Sends what is shown in this call flow, and what it starts, to a place until the result is disposed.</summary>
    /// <param name="sink">The place.</param>
    public static IDisposable Use(IDisplaySink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var before = Ambient.Value;
        Ambient.Value = sink;
        return new Restore(before);
    }

    private sealed class Restore(IDisplaySink? before) : IDisposable
    {
        private bool _done;

        public void Dispose()
        {
            if (!_done)
            {
                _done = true;
                Ambient.Value = before;
            }
        }
    }
}
