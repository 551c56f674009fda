using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The laps of a session in order. Shows itself as a table and a plot of lap times.</summary>
public sealed class LapTable : TelemetryView, IReadOnlyList<Lap>
{
    private readonly IReadOnlyList<Lap> _laps;

    internal LapTable(string subject, IEnumerable<OdpMarker> markers, bool isSimulated)
        : base(isSimulated)
    {
        Subject = subject;
        (_laps, Dropped) = LapRules.Of(markers);
    }

    /// <summary>How many laps; the last one may not have ended.</summary>
    public int Count => _laps.Count;

    /// <summary>Lap triggers that came less than 10 s after the one before, and so make no lap.</summary>
    public int Dropped { get; }

    /// <summary>The shortest timed lap; null when none has ended.</summary>
    public Lap? Fastest => _laps.FirstOrDefault(lap => lap.IsFastest);

    /// <summary>The laps as a data frame: one row each, times in ns since 1970-01-01 UTC and in s.</summary>
    public DataFrame Data => new(
        DataColumn.Create("lap", _laps.Select(lap => (long)lap.Index), role: ColumnRole.Index),
        DataColumn.Create("number", _laps.Select(lap => lap.Number)),
        DataColumn.Create("name", _laps.Select(lap => lap.Name)),
        DataColumn.Create("kind", _laps.Select(lap => lap.Kind.ToString().ToLowerInvariant())),
        DataColumn.Create("start_ns", _laps.Select(lap => (long)lap.Start), "ns"),
        DataColumn.Create("lap_time", _laps.Select(lap => lap.Seconds), "s", ColumnRole.Detector),
        DataColumn.Create("fastest", _laps.Select(lap => lap.IsFastest)));

    internal string Subject { get; }

    /// <summary>A lap by its place.</summary>
    /// <param name="index">From 0.</param>
    public Lap this[int index] => _laps[index];

    /// <summary>The times of the timed laps over their numbers; in and out laps are marked.</summary>
    public Figure Plot() => LapFigure.Of(this);

    /// <inheritdoc/>
    public IEnumerator<Lap> GetEnumerator() => _laps.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => LapTableView.Of(this);
}
