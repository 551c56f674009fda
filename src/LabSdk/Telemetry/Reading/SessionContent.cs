using LabSdk.Odp;

namespace LabSdk;

/// <summary>
/// Reads a session from the broker. What was found of a complete one, all but its samples, is kept; a live one is read anew.
/// </summary>
internal sealed class SessionContent(Telemetry telemetry, string key)
{
    private SessionOverview? _kept;

    /// <summary>What was read of a complete session; null before.</summary>
    public SessionOverview? Known => Volatile.Read(ref _kept);

    /// <summary>Everything but samples.</summary>
    public async Task<SessionOverview> OverviewAsync(CancellationToken cancellationToken) =>
        Known ?? (await ReadAsync(null, static _ => false, cancellationToken).ConfigureAwait(false)).Overview;

    /// <summary>The samples of the signals that names and patterns mean, in the order asked for.</summary>
    public async Task<(SessionScale Scale, IReadOnlyList<SignalData> Signals)> SignalsAsync(IReadOnlyCollection<string> patterns, CancellationToken cancellationToken)
    {
        // Once the names are known the reader leaves all other samples undecoded.
        var names = Known is { } known ? Names(known, patterns) : null;
        var isWanted = names is null ? AsWritten(patterns) : names.ToHashSet(StringComparer.Ordinal).Contains;
        var (overview, recorder) = await ReadAsync(names, isWanted, cancellationToken).ConfigureAwait(false);
        overview = Known ?? overview;
        var scale = Scale(overview);
        var signals = Table(overview).Select(patterns);
        return (scale, [.. signals.Select(signal => new SignalData(signal, recorder.Samples(signal.Identifier), scale))]);
    }

    /// <summary>The samples of one signal.</summary>
    public async Task<SignalData> SignalAsync(string signal, CancellationToken cancellationToken) =>
        await SignalsAsync([signal], cancellationToken).ConfigureAwait(false) switch
        {
            { Signals: [var only] } => only,
            var several => throw LabErrors.SeveralSignals(signal, several.Signals.Select(each => each.Identifier)),
        };

    /// <summary>Where the session's time begins, and its laps.</summary>
    public SessionScale Scale(SessionOverview overview)
    {
        var info = telemetry.Client.Sessions.Get(key);
        var isSimulated = telemetry.Description.IsSimulated;
        var name = NameOf(info);
        return new SessionScale(name, overview.First ?? info.CreationTime ?? 0, new LapTable(name, overview.Markers, isSimulated), isSimulated);
    }

    private static string NameOf(OdpSessionInfo info) => info.Identifier.Length > 0 ? info.Identifier : "Untitled";

    private static string[] Names(SessionOverview overview, IReadOnlyCollection<string> patterns) =>
        [.. Table(overview).Select(patterns).Select(signal => signal.Identifier)];

    private static SignalTable Table(SessionOverview overview) => new("", overview.Signals, isSimulated: false);

    // A name may have been given without its application.
    private static Func<string, bool> AsWritten(IReadOnlyCollection<string> patterns) =>
        identifier => patterns.Any(pattern => SignalNames.Matches(pattern, identifier));

    private async Task<(SessionOverview Overview, SessionRecorder Recorder)> ReadAsync(
        IReadOnlyList<string>? signals, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        var client = await telemetry.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var isComplete = client.Sessions.Get(key).IsComplete;
        var recorder = new SessionRecorder(isWanted);
        var options = new OdpReadOptions { SessionKey = key, ReadingType = OdpReadingType.Historic, Signals = signals };
        var reader = await client.OpenReaderAsync(options, cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await foreach (var data in reader.DataAsync(cancellationToken).ConfigureAwait(false))
        {
            recorder.Add(data.Value, data.Stream);
        }

        var overview = recorder.ToOverview(reader.Signals, Trouble(reader.Counters), isComplete);
        if (isComplete && signals is null)
        {
            Volatile.Write(ref _kept, overview);
        }

        return (overview, recorder);
    }

    private static string? Trouble(OdpReaderCounters counters)
    {
        var parts = new List<string>();
        Add(counters.Malformed, "malformed");
        Add(counters.Undecodable, "undecodable");
        Add(counters.Held, "without a known format");
        Add(counters.LostRecords, "no longer kept by the broker");
        return parts.Count > 0 ? "Packets left out: " + string.Join(", ", parts) : null;

        void Add(long count, string what)
        {
            if (count > 0)
            {
                parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count:#,0} {what}"));
            }
        }
    }
}
