using LabSdk.Display.Widgets;
using LabSdk.Presentation;

namespace LabSdk;

public sealed partial class Telemetry
{
    private static readonly TimeSpan UsualStaleness = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A signal of what is live now, as a detector for scans and as a live plot when it is the last expression of a cell. Begins to
    /// listen at once; does not block, also when nobody writes the signal.
    /// </summary>
    /// <param name="signal">Its identifier; the name without application is enough where only one has it.</param>
    /// <param name="dataSource">Null for the default data source.</param>
    /// <param name="staleAfter">How old the newest value may be; more than 0. Null for 5 s.</param>
    /// <param name="fresh">True to wait at each reading for the next value, so that none is older than the move before it. Default false: the newest value.</param>
    /// <exception cref="ArgumentException">It is a pattern.</exception>
    /// <example><code>Scan(stage, 0, 100, 11).Read(lab.Telemetry.Live("vCar:Chassis")).Run()</code></example>
    public LiveSignal Live(string signal, string? dataSource = null, TimeSpan? staleAfter = null, bool fresh = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(signal);
        var limit = staleAfter ?? UsualStaleness;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(staleAfter));
        Lab.Calls.ThrowIfClosed();
        return SignalNames.IsPattern(signal)
            ? throw new ArgumentException($"'{signal}' may mean several signals; LivePlot shows all of them.", nameof(signal))
            : new LiveSignal(this, signal, dataSource ?? DefaultSource, limit, fresh);
    }

    /// <summary>
    /// A live plot of signals for a notebook: one figure for each unit, laps, the newest values. Show it as the last expression of a
    /// cell. It reads only while it is shown, and is drawn at most ten times a second. Closes with the lab.
    /// </summary>
    /// <param name="signals">Identifiers, names, or patterns such as <c>vCar:*</c>, of the default data source.</param>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel LivePlot(params string[] signals)
    {
        TelemetrySession.Require(signals);
        return new LiveSignalPanel(this, new LiveFeedKey(DefaultSource, null), signals);
    }

    /// <summary>
    /// A live panel of the broker for a notebook: sessions as they begin and end, streams with their lag, counters. Show it as the last
    /// expression of a cell. Closes with the lab.
    /// </summary>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Watch() => new TelemetryPanel(this);

    private string DefaultSource => Connected?.Options.DataSource ?? "Default";
}
