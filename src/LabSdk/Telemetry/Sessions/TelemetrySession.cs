using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Display.Widgets;
using LabSdk.Hosting;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// One session: its signals, laps, markers and events, and its samples as arrays, frames and plots. A live one is read up to now, each
/// time anew.
/// </summary>
/// <remarks>
/// Thread-safe. The first question about signals or laps reads the session once; what was found of a complete one is kept, samples are
/// not. Reading takes as long as it takes, and can be interrupted.
/// </remarks>
/// <example>
/// <code>
/// var run = lab.Telemetry["Run 1"];
/// run.Laps
/// run["vCar:Chassis"].Values.Max()
/// run.Frame("vCar:Chassis", "gLat:Chassis", rate: 100)
/// run.Plot("vCar:*")
/// </code>
/// </example>
[TypeFormatterSource]
public sealed partial class TelemetrySession : IDisplayable
{
    internal TelemetrySession(Telemetry telemetry, string key)
    {
        Telemetry = telemetry;
        Key = key;
        Content = new SessionContent(telemetry, key);
    }

    /// <summary>The unique key, a GUID as text.</summary>
    public string Key { get; }

    /// <summary>The name to show; <c>Untitled</c> when it has none. Does not block.</summary>
    public string Identifier => Info.Identifier.Length > 0 ? Info.Identifier : "Untitled";

    /// <summary>The producer: a car or rig. Does not block.</summary>
    public string DataSource => Info.DataSource;

    /// <summary>True until the session has been ended. One whose writer died stays live. Does not block.</summary>
    public bool IsLive => !Info.IsComplete;

    /// <summary>Everything that is known of it by now. Does not block.</summary>
    public OdpSessionInfo Info => Telemetry.Client.Sessions.Get(Key);

    /// <summary>Free texts by name. Does not block.</summary>
    public IReadOnlyDictionary<string, string> Details => Info.Details;

    /// <summary>The signals: unit, range, rate, stream. Blocks while the session is read for the first time.</summary>
    public SignalTable Signals => Overview(static (session, overview) => new SignalTable(session.Identifier, overview.Signals, session.IsSimulated));

    /// <summary>The laps. Blocks while the session is read for the first time.</summary>
    public LapTable Laps => Overview(static (session, overview) => session.Content.Scale(overview).Laps);

    /// <summary>The markers: laps, sectors, comments. Blocks while the session is read for the first time.</summary>
    public MarkerTable Markers => Overview(static (session, overview) => new MarkerTable(session.Content.Scale(overview), overview.Markers));

    /// <summary>The events. Blocks while the session is read for the first time.</summary>
    public EventTable Events => Overview(static (session, overview) => new EventTable(session.Content.Scale(overview), overview.Events));

    /// <summary>The errors that the car or rig reported. Blocks while the session is read for the first time.</summary>
    public CarErrorTable Errors => Overview(static (session, overview) => new CarErrorTable(session.Content.Scale(overview), overview.Errors));

    /// <summary>General metadata by name. Blocks while the session is read for the first time.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Overview(static (_, overview) => overview.Metadata);

    internal Telemetry Telemetry { get; }

    internal SessionContent Content { get; }

    internal bool IsSimulated => Telemetry.Description.IsSimulated;

    /// <summary>Every sample of one signal. Blocks while the session is read.</summary>
    /// <param name="signal">Its identifier; the name without application is enough where only one has it.</param>
    /// <exception cref="LabConfigurationException">There is no such signal; the nearest are named.</exception>
    public SignalData this[string signal]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(signal);
            return Wait($"Reading '{signal}' of '{Identifier}'", token => Content.SignalAsync(signal, token));
        }
    }

    /// <summary>
    /// The signals over time, one plot for each unit, with lap boundaries. Blocks while the session is read.
    /// </summary>
    /// <param name="signals">Identifiers, names, or patterns such as <c>vCar:*</c>.</param>
    /// <exception cref="LabConfigurationException">There is no such signal; the nearest are named.</exception>
    public Stack Plot(params string[] signals)
    {
        Require(signals);
        return Wait(
            $"Plotting '{Identifier}'",
            async token => await Content.SignalsAsync(signals, token).ConfigureAwait(false) is var (scale, data) ? SignalFigures.Of(scale, data) : new Stack());
    }

    /// <summary>
    /// A live plot for a notebook: the whole of the session so far, and what comes. Show it as the last expression of a cell. It reads
    /// only while it is shown, and is drawn at most ten times a second. Closes with the lab.
    /// </summary>
    /// <param name="signals">Identifiers, or patterns such as <c>vCar:*</c>.</param>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Live(params string[] signals)
    {
        Require(signals);
        return new LiveSignalPanel(Telemetry, new LiveFeedKey(DataSource, Key), signals);
    }

    /// <summary>
    /// Reads what was written, decoded, in a plain <c>foreach</c>: all that is there by now, in the order of each stream. Blocks for
    /// each. <c>lab.Telemetry.Read</c> reads live.
    /// </summary>
    /// <param name="signals">Parameters, with <c>*</c>: packets of samples without any of them are left out. None for all.</param>
    public IEnumerable<OdpData> Read(params string[] signals) =>
        Telemetry.Read(new OdpReadOptions { SessionKey = Key, ReadingType = OdpReadingType.Historic, Signals = signals.Length > 0 ? signals : null });

    /// <summary>Returns the session as a card: what it is, its laps and signals when it can be read within 2 s.</summary>
    public MimeBundle ToMimeBundle() => SessionCard.Of(this).ToMimeBundle();

    /// <summary>Returns the card of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => SessionCard.Of(this).ToHtml();

    /// <summary>Returns what it is in one line. Does not ask the broker.</summary>
    public override string ToString() => $"Session {Identifier} ({DataSource}, {(IsLive ? "live" : "complete")}){(IsSimulated ? ", SIMULATED" : "")}";

    internal static void Require(IReadOnlyCollection<string> signals)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentOutOfRangeException.ThrowIfZero(signals.Count, nameof(signals));
    }

    // How long a session takes to read depends on its size: only an interrupt ends it.
    internal T Wait<T>(string what, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken = default) =>
        Telemetry.Lab.Calls.Run(Telemetry.CallFor(what) with { Timeout = Timeout.InfiniteTimeSpan }, operation, cancellationToken);

    private T Overview<T>(Func<TelemetrySession, SessionOverview, T> of) =>
        Wait($"Reading '{Identifier}'", async token => of(this, await Content.OverviewAsync(token).ConfigureAwait(false)));
}
