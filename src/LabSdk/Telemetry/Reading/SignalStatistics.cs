using LabSdk.Odp;

namespace LabSdk;

/// <summary>Counts what came of one signal, without keeping it. Not thread-safe.</summary>
internal sealed class SignalStatistics(string identifier)
{
    private readonly SortedSet<string> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, long> _intervals = [];
    private long _count;
    private long _notValid;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private ulong _first = ulong.MaxValue;
    private ulong _last;
    private SampleKind _kind;

    public void Add(SignalSamples samples, string stream)
    {
        _streams.Add(stream);
        if (samples.Count == 0)
        {
            return;
        }

        _count += samples.Count;
        _kind = _kind is SampleKind.None || _kind == samples.Kind ? samples.Kind : SampleKind.Double;
        var (first, last) = (samples.Times[0], samples.Times[samples.Count - 1]);
        (_first, _last) = (Math.Min(_first, Math.Min(first, last)), Math.Max(_last, Math.Max(first, last)));
        if (samples.Times is { IsPeriodic: true, Interval: > 0 })
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_intervals, samples.Times.Interval, out _) += samples.Count;
        }

        var allValid = samples.Statuses.AreAllValid;
        for (var i = 0; i < samples.Count; i++)
        {
            if (allValid || samples.Statuses[i] == SampleStatus.Valid)
            {
                // Texts and NaN compare false.
                var value = samples.NumberAt(i);
                _min = value < _min ? value : _min;
                _max = value > _max ? value : _max;
            }
            else
            {
                _notValid++;
            }
        }
    }

    public TelemetrySignal ToSignal(OdpSignal? definition) => new(identifier)
    {
        Definition = definition,
        Streams = [.. _streams],
        Rate = Rate(),
        Count = _count,
        NotValid = _notValid,
        Kind = _kind,
        Min = double.IsFinite(_min) ? _min : null,
        Max = double.IsFinite(_max) ? _max : null,
        First = _count > 0 ? _first : null,
        Last = _count > 0 ? _last : null,
    };

    // What most samples came with; without a fixed rate the mean one.
    private double? Rate() => _intervals.Count > 0 ? 1e9 / _intervals.MaxBy(pair => pair.Value).Key
        : _count > 1 && _last > _first ? (_count - 1) / ((_last - _first) / 1e9) : null;
}
