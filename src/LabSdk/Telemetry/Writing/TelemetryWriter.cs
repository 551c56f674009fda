using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// Writes one session: creates it, defines its signals on every stream before their data, sends samples, and ends it when it is
/// disposed, also after an error.
/// </summary>
/// <remarks>
/// Thread-safe. A call blocks while too much is on its way to the broker, and can be interrupted; nothing is dropped: what could not be
/// stored is reported by the next write, <see cref="Flush"/>, <see cref="End"/> or <see cref="Dispose"/>.
/// </remarks>
/// <example>
/// <code>
/// using var run = lab.Telemetry.NewSession("Run 1");
/// var sine = run.Signal("Sin:MyApp", hz: 100, unit: "V", stream: "Stream1");
/// sine.Write(values);
/// run.Marker("tuned");
/// </code>
/// </example>
[TypeFormatterSource]
public sealed partial class TelemetryWriter : IDisplayable, IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan EndMargin = TimeSpan.FromSeconds(5);
    private readonly Telemetry _telemetry;
    private readonly TimeSpan _endTimeout;
    private readonly Lock _gate = new();
    private readonly List<TelemetrySignalWriter> _signals = [];
    private bool _hasEnded;

    internal TelemetryWriter(Telemetry telemetry, OdpSessionWriter client, TimeSpan endTimeout) =>
        (_telemetry, Client, _endTimeout) = (telemetry, client, endTimeout);

    /// <summary>The asynchronous writer, with all of its calls.</summary>
    public OdpSessionWriter Client { get; }

    /// <summary>The session, to be looked at while it is written. Does not block.</summary>
    public TelemetrySession Session => _telemetry.SessionOf(Client.Session);

    /// <summary>What it has done so far. Does not block.</summary>
    public OdpWriterCounters Counters => Client.Counters;

    /// <summary>The signals that were defined here, in their order.</summary>
    public IReadOnlyList<TelemetrySignalWriter> Signals
    {
        get
        {
            lock (_gate)
            {
                return [.. _signals];
            }
        }
    }

    /// <summary>True after <see cref="End"/> or <see cref="Dispose"/>.</summary>
    public bool HasEnded => Volatile.Read(ref _hasEnded);

    internal bool IsSimulated => _telemetry.Description.IsSimulated;

    /// <summary>
    /// Defines a signal and gives the object to write it with; the same one for the same signal, rate and stream. Does not block: the
    /// definition goes to all streams before the next data.
    /// </summary>
    /// <param name="identifier"><c>Name:Application</c>, such as <c>vCar:Chassis</c>.</param>
    /// <param name="hz">Samples a second; 0 for a signal whose samples come with their own times.</param>
    /// <param name="unit">The unit of its values. Default none.</param>
    /// <param name="stream">The stream. Default the main stream.</param>
    /// <param name="min">The smallest value to expect. Default 0.</param>
    /// <param name="max">The largest value to expect. Default 0; equal ones say nothing.</param>
    /// <param name="description">What it is, for people. Default empty.</param>
    /// <exception cref="OdpConfigurationException">The stream's name, or the rate, cannot be used.</exception>
    public TelemetrySignalWriter Signal(
        string identifier, double hz = 0, string unit = "", string stream = "", double min = 0, double max = 0, string description = "")
    {
        var client = Client.Signal(identifier, hz, unit, stream, min, max, description);
        lock (_gate)
        {
            if (_signals.Find(each => ReferenceEquals(each.Client, client)) is { } known)
            {
                return known;
            }

            var signal = new TelemetrySignalWriter(this, client);
            _signals.Add(signal);
            return signal;
        }
    }

    /// <summary>Writes samples of a signal that was defined with a rate. Blocks until they are on their way.</summary>
    /// <param name="identifier">The signal.</param>
    /// <param name="values">The values; many at once make few packets.</param>
    /// <exception cref="LabConfigurationException">No such signal was defined; the nearest are named.</exception>
    /// <inheritdoc cref="TelemetrySignalWriter.Write(double[], ulong?, CancellationToken)" path="/exception"/>
    public void Send(string identifier, params double[] values)
    {
        var signal = Signals.FirstOrDefault(each => each.Identifier == identifier)
            ?? throw LabErrors.UnknownSignal(identifier, Session.Identifier, Signals.Select(each => each.Identifier));
        signal.Write(values);
    }

    /// <summary>Sends what was gathered, and blocks until everything that was written is stored.</summary>
    /// <param name="cancellationToken">Ends waiting; the records stay on their way.</param>
    /// <exception cref="KafkaTransportException">Records were not stored.</exception>
    public void Flush(CancellationToken cancellationToken = default) => Do("Flushing", Client.FlushAsync, cancellationToken);

    /// <summary>Ends the session: sends what was gathered, blocks until everything is stored, and marks it as complete. Harmless when repeated.</summary>
    /// <param name="cancellationToken">Ends waiting; the session is ended later, by another call or by disposing.</param>
    /// <exception cref="KafkaTransportException">Records were not stored.</exception>
    public void End(CancellationToken cancellationToken = default)
    {
        Do("Ending", Client.EndAsync, cancellationToken);
        Volatile.Write(ref _hasEnded, true);
    }

    /// <summary>Ends the session, see <see cref="End"/>. Blocks for a bit more than 60 s at most; harmless when repeated.</summary>
    /// <exception cref="LabException">The session was not ended, or records were not stored, and no call has told so before.</exception>
    public void Dispose() => Blocking.Run(
        async _ => await DisposeAsync().ConfigureAwait(false),
        new BlockingCall("Ending the session") { IsInterruptible = false, Timeout = _endTimeout + EndMargin });

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _hasEnded, true);
        await Client.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Returns what was written so far as a card. Does not block.</summary>
    public MimeBundle ToMimeBundle() => WriterCard.Of(this).ToMimeBundle();

    /// <summary>Returns the card of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => WriterCard.Of(this).ToHtml();

    /// <summary>Returns session and counters in one line. Does not block.</summary>
    public override string ToString() => WriterCard.Line(this);

    /// <summary>Blocks for a call of the writer; how long it takes depends on the broker, so only an interrupt ends it.</summary>
    internal void Do(string what, Func<CancellationToken, Task> operation, CancellationToken cancellationToken = default) => _telemetry.Lab.Calls.Run(
        _telemetry.CallFor($"{what} '{Client.Session.Identifier}'") with { Timeout = Timeout.InfiniteTimeSpan }, operation, cancellationToken);

    /// <summary>Now, by the lab's clock.</summary>
    internal ulong Now => OdpTime.FromDateTimeOffset(_telemetry.Lab.Options.TimeProvider.GetUtcNow());
}
