using System.Collections.Immutable;
using LabSdk.Display.Hosts;

namespace LabSdk.Display;

/// <summary>
/// The place where <c>Show()</c> shows things now. In this order: what <see cref="Use"/> has set (our kernel, a report), a
/// foreign notebook host that was found (see <see cref="AddHost"/>), the report file that the user asked for with
/// <c>--lab-html FILE</c> or the variable <c>LABSDK_HTML</c>, the terminal.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class DisplaySink
{
    private static readonly AsyncLocal<IDisplaySink?> Ambient = new();
    private static ImmutableArray<Func<IDisplaySink?>> _hosts = [InteractiveHost.Find];

    /// <summary>The current place.</summary>
    public static IDisplaySink Current => Ambient.Value ?? Host() ?? ReportFile.OfProcess ?? (IDisplaySink)TerminalSink.Console;

    /// <summary>Sends what is shown in this call flow, and what it starts, to a place until the result is disposed.</summary>
    /// <param name="sink">The place.</param>
    public static IDisposable Use(IDisplaySink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var before = Ambient.Value;
        Ambient.Value = sink;
        return new Restore(before);
    }

    /// <summary>Adds a way to find a notebook host that this process runs in without having set a place itself.</summary>
    /// <param name="find">
    /// Returns the place while a cell of that host runs, otherwise null. Asked at each display: must be quick and must not throw.
    /// The one added last is asked first.
    /// </param>
    public static void AddHost(Func<IDisplaySink?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        ImmutableInterlocked.Update(ref _hosts, static (all, added) => all.Insert(0, added), find);
    }

    private static IDisplaySink? Host()
    {
        foreach (var find in _hosts)
        {
            if (find() is { } sink)
            {
                return sink;
            }
        }

        return null;
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
