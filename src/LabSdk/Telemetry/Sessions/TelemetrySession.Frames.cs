using LabSdk.Data;
using LabSdk.Odp;

namespace LabSdk;

public sealed partial class TelemetrySession
{
    /// <summary>
    /// Signals as one table: <c>time</c> in s since the begin of the session, <c>time_ns</c> in ns since 1970-01-01 UTC, and a column for
    /// each signal. Without a rate there is a row for each time that any of them has, and null where a signal has none; with a rate they
    /// are resampled onto a common grid. Blocks while the session is read.
    /// </summary>
    /// <param name="signal">Identifier, name, or a pattern such as <c>vCar:*</c>.</param>
    /// <param name="signal2">A further one.</param>
    /// <param name="signal3">A further one.</param>
    /// <param name="signal4">A further one.</param>
    /// <param name="signal5">A further one.</param>
    /// <param name="signal6">A further one; for more give a list.</param>
    /// <param name="rate">Rows a second, in Hz, at multiples of 1/rate since the epoch; null for all times. Numbers then lie on straight lines between samples; flags and whole numbers are held.</param>
    /// <exception cref="LabConfigurationException">There is no such signal, or the rate is out of its range.</exception>
    /// <example><code>run.Frame("vCar:Chassis", "gLat:Chassis", rate: 100)</code></example>
    public DataFrame Frame(
        string signal, string? signal2 = null, string? signal3 = null, string? signal4 = null, string? signal5 = null, string? signal6 = null, double? rate = null) =>
        Frame(Given(signal, signal2, signal3, signal4, signal5, signal6), rate);

    /// <summary>
    /// Signals of one lap as one table, with <c>time</c> in s since the begin of the lap, so that laps can be laid over each other.
    /// Blocks while the session is read.
    /// </summary>
    /// <param name="lap">A lap of <see cref="Laps"/>.</param>
    /// <param name="signal">Identifier, name, or a pattern such as <c>vCar:*</c>.</param>
    /// <param name="signal2">A further one.</param>
    /// <param name="signal3">A further one.</param>
    /// <param name="signal4">A further one.</param>
    /// <param name="signal5">A further one.</param>
    /// <param name="signal6">A further one; for more give a list.</param>
    /// <param name="rate">Rows a second, in Hz; null for all times.</param>
    /// <inheritdoc cref="Frame(string, string?, string?, string?, string?, string?, double?)" path="/exception"/>
    public DataFrame Frame(
        Lap lap, string signal, string? signal2 = null, string? signal3 = null, string? signal4 = null, string? signal5 = null, string? signal6 = null, double? rate = null)
    {
        ArgumentNullException.ThrowIfNull(lap);
        return Frame(Given(signal, signal2, signal3, signal4, signal5, signal6), rate, lap: lap);
    }

    /// <summary>Signals as one table. Blocks while the session is read.</summary>
    /// <param name="signals">Identifiers, names, or patterns such as <c>vCar:*</c>.</param>
    /// <param name="rate">Rows a second, in Hz; null for all times that any of them has.</param>
    /// <param name="processor">How a row is made of samples, for example <c>IntervalProcessors.Mean</c>; null for straight lines between numbers, and held flags and whole numbers.</param>
    /// <param name="lap">Only this lap, with <c>time</c> since its begin; null for the whole session.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <inheritdoc cref="Frame(string, string?, string?, string?, string?, string?, double?)" path="/exception"/>
    public DataFrame Frame(
        IReadOnlyCollection<string> signals, double? rate = null, Func<IIntervalProcessor>? processor = null, Lap? lap = null, CancellationToken cancellationToken = default)
    {
        Require(signals);
        return Wait($"Reading signals of '{Identifier}'", token => FrameAsync(signals, rate, processor, lap, token), cancellationToken);
    }

    /// <summary>Signals as one table.</summary>
    /// <inheritdoc cref="Frame(IReadOnlyCollection{string}, double?, Func{IIntervalProcessor}?, Lap?, CancellationToken)" path="/param"/>
    /// <inheritdoc cref="Frame(IReadOnlyCollection{string}, double?, Func{IIntervalProcessor}?, Lap?, CancellationToken)" path="/exception"/>
    public async Task<DataFrame> FrameAsync(
        IReadOnlyCollection<string> signals, double? rate = null, Func<IIntervalProcessor>? processor = null, Lap? lap = null, CancellationToken cancellationToken = default)
    {
        Require(signals);
        var (scale, data) = await Content.SignalsAsync(signals, cancellationToken).ConfigureAwait(false);
        return SessionFrame.Of(scale, data, rate, processor, lap);
    }

    private static string[] Given(params string?[] signals) => [.. signals.OfType<string>()];
}
