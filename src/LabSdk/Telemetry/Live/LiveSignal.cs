using System.Globalization;
using LabSdk.Devices;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// A signal of a running car or rig: its newest value, to be read like a detector (<c>Scan(...).Read(speed)</c>), and a live plot when it
/// is the last expression of a cell.
/// </summary>
/// <remarks>
/// Thread-safe. It listens from the moment it is made until it is disposed or the lab closes. Reading takes the newest value that has
/// come, which is about as old as the packets of its writer are long; see <see cref="IsFresh"/>.
/// </remarks>
/// <example>
/// <code>
/// var speed = lab.Telemetry.Live("vCar:Chassis");
/// Scan(stage, 0, 100, 11).Read(power, speed).Run()
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class LiveSignal : IReadable, IScanParticipant, ISelfShowing, IDisposable
{
    private const int Kept = 20_000;
    private readonly Telemetry _telemetry;
    private readonly LiveWatch _watch;
    private readonly string _name;
    private readonly string _dataSource;

    internal LiveSignal(Telemetry telemetry, string name, string dataSource, TimeSpan staleAfter, bool isFresh)
    {
        (_telemetry, _name, _dataSource, StaleAfter, IsFresh) = (telemetry, name, dataSource, staleAfter, isFresh);
        _watch = telemetry.Feeds[new LiveFeedKey(dataSource, null)].Watch([name], Kept);
    }

    /// <summary>The signal, for example <c>vCar:Chassis</c>; also the name of its column in data.</summary>
    public string Id => _name;

    /// <summary>What is known of the broker.</summary>
    public DeviceDescription Description => _telemetry.Description with { Id = Id, Name = Id, Category = "live signal" };

    /// <summary>The unit; empty until the configuration of a session has come.</summary>
    public string Unit => Slot is { } slot ? _watch.Feed.Definition(slot.Identifier)?.Units ?? "" : "";

    /// <summary>The newest sample; null before the first. Does not block.</summary>
    public SignalSample? Latest => Slot?.Last?.Sample;

    /// <summary>How long ago the newest sample came here; null before the first. Does not block.</summary>
    public TimeSpan? Age => Slot?.Last is { } last ? _telemetry.Lab.Options.TimeProvider.GetElapsedTime(last.ReceivedAt) : null;

    /// <summary>How old the newest value may be; reading waits as long for a newer one, and fails then.</summary>
    public TimeSpan StaleAfter { get; }

    /// <summary>True when each reading waits for the next value instead of taking the newest one.</summary>
    public bool IsFresh { get; }

    IScanHost IScanParticipant.ScanHost => _telemetry.Lab;

    internal Telemetry Telemetry => _telemetry;

    internal LiveWatch Watch => _watch;

    internal string DataSource => _dataSource;

    internal LiveSlot? Slot => _watch.Slots is [var slot, ..] ? slot : null;

    /// <summary>The value as a number; NaN when it is not valid, or a text. Blocks while there is none that is new enough.</summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="LabTimeoutException">No value came for <see cref="StaleAfter"/>.</exception>
    public double Read(CancellationToken cancellationToken = default) => ReadValue(cancellationToken).Value;

    /// <summary>The value with unit, and its time by the clock of the car. Blocks while there is none that is new enough.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public Reading ReadValue(CancellationToken cancellationToken = default) => _telemetry.Lab.Calls.Run(
        _telemetry.CallFor($"Reading '{Id}'") with { Timeout = Timeout.InfiniteTimeSpan }, token => ReadAsync(token).AsTask(), cancellationToken);

    /// <summary>The value with unit, and its time by the clock of the car.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public async ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        _telemetry.Lab.Calls.ThrowIfClosed();
        if (!IsFresh && Slot?.Last is { } last && Age <= StaleAfter)
        {
            return ToReading(last);
        }

        using var closed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _telemetry.Lab.Calls.Closing);
        try
        {
            return ToReading(await NextAsync(closed.Token).WaitAsync(StaleAfter, _telemetry.Lab.Options.TimeProvider, closed.Token).ConfigureAwait(false));
        }
        catch (TimeoutException)
        {
            throw LabErrors.Stale(Id, StaleAfter, LastSeen());
        }
    }

    /// <summary>Returns the newest value as a card with the last plot. Does not block.</summary>
    public MimeBundle ToMimeBundle() => LiveSignalCard.Of(this).ToMimeBundle();

    /// <summary>Returns the card of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => LiveSignalCard.Of(this).ToHtml();

    MimeBundle? ISelfShowing.ShowIn(IDisplaySink sink) => ((ISelfShowing)new LiveSignalPanel(_telemetry, new LiveFeedKey(_dataSource, null), [_name])).ShowIn(sink);

    /// <summary>Stops listening. Harmless when repeated.</summary>
    public void Dispose() => _watch.Dispose();

    /// <summary>Returns name, value and age.</summary>
    public override string ToString() => Slot?.Last is { } last
        ? $"{Id}: {last.Text ?? new Quantity(last.Sample.Value, Unit).ToString()}, {TelemetryText.Age(Age!.Value)} ago"
        : $"{Id}: nothing yet";

    private async Task<LiveValue> NextAsync(CancellationToken cancellationToken)
    {
        if (Slot is { } known)
        {
            return await known.Next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await _watch.FirstSlot.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Slot!.Last!;
    }

    private Reading ToReading(LiveValue value) => value.Sample.Status switch
    {
        SampleStatus.Valid => new Reading(value.Sample.Value, Unit, value.Sample.At, double.IsNaN(value.Sample.Value) ? ReadingStatus.Invalid : ReadingStatus.Ok),
        SampleStatus.Unspecified => new Reading(value.Sample.Value, Unit, value.Sample.At, ReadingStatus.Warning),
        _ => new Reading(double.NaN, Unit, value.Sample.At, ReadingStatus.Invalid),
    };

    private string LastSeen() => (Age, _watch.Feed.Trouble) switch
    {
        (_, LabException trouble) => trouble.Problem,
        ({ } age, _) => string.Create(CultureInfo.InvariantCulture, $"the last one came {TelemetryText.Age(age)} ago"),
        _ => $"data source '{_dataSource}' has sent none",
    };
}
