using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The markers of a session in order of time: laps, sectors, comments. One that came on several streams stands here once.</summary>
public sealed class MarkerTable : NoteTable<OdpMarker>
{
    internal MarkerTable(SessionScale scale, IEnumerable<OdpMarker> notes)
        : base(scale, notes, static each => each.Time)
    {
    }

    private protected override IEnumerable<DataColumn> Columns =>
    [
        DataColumn.Create("label", this.Select(marker => marker.Label)),
        DataColumn.Create("type", this.Select(marker => marker.Type)),
        DataColumn.Create("value", this.Select(marker => marker.Value)),
        DataColumn.Create("end_ns", this.Select(marker => marker.EndTime > 0 ? (long?)marker.EndTime : null), "ns"),
        DataColumn.Create("source", this.Select(marker => marker.Source)),
        DataColumn.Create("description", this.Select(marker => marker.Description)),
    ];

    internal override Block View() => NoteTableViews.Of(this);
}
