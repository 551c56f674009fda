using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The markers of a session in order of time: laps, sectors, comments. One that came on several streams stands here once.</summary>
public sealed class MarkerTable : TelemetryView, IReadOnlyList<OdpMarker>
{
    private readonly IReadOnlyList<OdpMarker> _markers;

    internal MarkerTable(SessionScale scale, IEnumerable<OdpMarker> markers)
        : base(scale.IsSimulated) => (Scale, _markers) = (scale, [.. markers.OrderBy(marker => marker.Time)]);

    /// <summary>How many markers.</summary>
    public int Count => _markers.Count;

    /// <summary>The markers as a data frame, one row each; times in ns since 1970-01-01 UTC.</summary>
    public DataFrame Data => SignalFrames.Build(
        Scale,
        [.. _markers.Select(marker => marker.Time)],
        [
            DataColumn.Create("label", _markers.Select(marker => marker.Label)),
            DataColumn.Create("type", _markers.Select(marker => marker.Type)),
            DataColumn.Create("value", _markers.Select(marker => marker.Value)),
            DataColumn.Create("end_ns", _markers.Select(marker => marker.EndTime > 0 ? (long?)marker.EndTime : null), "ns"),
            DataColumn.Create("source", _markers.Select(marker => marker.Source)),
            DataColumn.Create("description", _markers.Select(marker => marker.Description)),
        ]);

    internal SessionScale Scale { get; }

    /// <summary>A marker by its place.</summary>
    /// <param name="index">From 0, the earliest.</param>
    public OdpMarker this[int index] => _markers[index];

    /// <inheritdoc/>
    public IEnumerator<OdpMarker> GetEnumerator() => _markers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => NoteTableViews.Of(this);
}
