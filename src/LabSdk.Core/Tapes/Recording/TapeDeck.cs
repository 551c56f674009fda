using System.Text.Json;

namespace LabSdk.Tapes;

/// <summary>The taps of one lab, what crossed them while it was connected, and the tape that is recorded now.</summary>
internal sealed class TapeDeck
{
    private readonly Lock _gate = new();
    private readonly List<TapeTap> _taps = [];
    private readonly HelloMemory _hello = new();
    private readonly TimeProvider _time;
    private readonly long _began;
    private ITapeSink? _sink;

    public TapeDeck(TimeProvider time)
    {
        (_time, _began, Started, _sink) = (time, time.GetTimestamp(), time.GetUtcNow(), _hello);
    }

    /// <summary>When the lab was connected.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>The time since then.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_began);

    /// <summary>The links, in the order of their making.</summary>
    public IReadOnlyList<TapeTap> Taps
    {
        get
        {
            lock (_gate)
            {
                return [.. _taps];
            }
        }
    }

    /// <summary>Makes the tap of a link.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="address">Its address, without secrets; several links may have the same.</param>
    /// <returns>The tap; null when there are too many.</returns>
    public TapeTap? Link(string family, string address)
    {
        lock (_gate)
        {
            if (_taps.Count == ushort.MaxValue)
            {
                return null;
            }

            var tap = new TapeTap(this, (ushort)(_taps.Count + 1), family, address, _sink);
            _taps.Add(tap);
            if (_sink is TapeWriter writer)
            {
                Introduce(tap, writer);
            }

            return tap;
        }
    }

    /// <summary>The lab is connected: nothing is kept any more.</summary>
    public void EndHello()
    {
        lock (_gate)
        {
            if (ReferenceEquals(_sink, _hello))
            {
                Switch(null);
            }
        }
    }

    /// <summary>Records from now on, after what is kept from the beginning.</summary>
    public void Start(TapeWriter writer)
    {
        lock (_gate)
        {
            foreach (var tap in _taps)
            {
                Introduce(tap, writer);
            }

            _hello.CopyTo(writer);
            Switch(writer);
        }
    }

    /// <summary>Records nothing from now on.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            Switch(null);
        }
    }

    private void Switch(ITapeSink? sink)
    {
        _sink = sink;
        foreach (var tap in _taps)
        {
            tap.Sink = sink;
        }
    }

    private static void Introduce(TapeTap tap, TapeWriter writer)
    {
        var info = new TapeLinkInfo(tap.Family, tap.Address, tap.Facts.IsEmpty ? null : new SortedDictionary<string, string>(tap.Facts, StringComparer.Ordinal));
        tap.Write(writer, TapeRecordKind.Link, TapeDirection.None, 0, JsonSerializer.SerializeToUtf8Bytes(info, TapeJson.Options));
    }
}
