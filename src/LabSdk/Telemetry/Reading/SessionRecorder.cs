using LabSdk.Odp;

namespace LabSdk;

/// <summary>Takes what a reader delivers of a session: keeps the samples that are wanted, and figures on all others. Not thread-safe.</summary>
/// <param name="isWanted">Whether the samples of a signal are kept.</param>
internal sealed class SessionRecorder(Func<string, bool> isWanted)
{
    private readonly Dictionary<string, SignalStatistics> _statistics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignalTrack?> _tracks = new(StringComparer.Ordinal);
    private readonly HashSet<OdpMarker> _markers = [];
    private readonly List<OdpEvent> _events = [];
    private readonly List<OdpErrorRecord> _errors = [];
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private long _canMessages;
    private ulong _first = ulong.MaxValue;
    private ulong _last;

    /// <summary>Takes one thing.</summary>
    public void Add(IOdpData data, string stream)
    {
        switch (data)
        {
            case SampleBlock block:
                Add(block, stream);
                break;
            case OdpMarker marker:
                // Written to every stream, so that it comes several times.
                _markers.Add(marker);
                Extend(marker.Time);
                break;
            case OdpEvent happened:
                _events.Add(happened);
                Extend(happened.Time);
                break;
            case OdpErrorRecord error:
                _errors.Add(error);
                break;
            case OdpCanMessage:
                _canMessages++;
                break;
            case OdpMetadata metadata:
                foreach (var (name, value) in metadata.Values)
                {
                    _metadata[name] = value as string ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}");
                }

                break;
        }
    }

    /// <summary>The samples of a signal; without samples when none came or they were not wanted.</summary>
    public SignalSamples Samples(string identifier) => _tracks.GetValueOrDefault(identifier)?.Merge() ?? SignalSamples.None(identifier);

    /// <summary>What was counted, beside what the configurations say.</summary>
    public SessionOverview ToOverview(IEnumerable<OdpSignal> declared, string? trouble, bool isFinal)
    {
        var definitions = new Dictionary<string, OdpSignal>(StringComparer.Ordinal);
        foreach (var signal in declared)
        {
            definitions[signal.Identifier] = signal;
        }

        var seen = _statistics.Select(pair => pair.Value.ToSignal(definitions.GetValueOrDefault(pair.Key)));
        var unseen = definitions.Values.Where(signal => !_statistics.ContainsKey(signal.Identifier)).Select(signal => new TelemetrySignal(signal.Identifier) { Definition = signal });
        return new SessionOverview
        {
            Signals = [.. seen, .. unseen],
            Markers = [.. _markers],
            Events = [.. _events],
            Errors = [.. _errors],
            CanMessages = _canMessages,
            Metadata = new Dictionary<string, string>(_metadata, StringComparer.Ordinal),
            First = _first <= _last ? _first : null,
            Last = _first <= _last ? _last : null,
            Trouble = trouble,
            IsFinal = isFinal,
        };
    }

    private void Add(SampleBlock block, string stream)
    {
        foreach (var column in block.Columns)
        {
            if (!_statistics.TryGetValue(column.Identifier, out var statistics))
            {
                _statistics[column.Identifier] = statistics = new SignalStatistics(column.Identifier);
                _tracks[column.Identifier] = isWanted(column.Identifier) ? new SignalTrack(column.Identifier) : null;
            }

            statistics.Add(column, stream);
            _tracks[column.Identifier]?.Add(column);
            if (column.Count > 0)
            {
                Extend(column.Times[0]);
                Extend(column.Times[column.Count - 1]);
            }
        }
    }

    private void Extend(ulong time) => (_first, _last) = (Math.Min(_first, time), Math.Max(_last, time));
}
