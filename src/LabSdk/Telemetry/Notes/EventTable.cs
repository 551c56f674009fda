using System.Globalization;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The events of a session in order of time, with their raw values.</summary>
public sealed class EventTable : NoteTable<OdpEvent>
{
    internal EventTable(SessionScale scale, IEnumerable<OdpEvent> notes)
        : base(scale, notes, static each => each.Time)
    {
    }

    private protected override IEnumerable<DataColumn> Columns =>
    [
        DataColumn.Create("event", this.Select(each => each.Identifier)),
        DataColumn.Create("values", this.Select(each => each.Values.ToArray())),
    ];

    internal static string Values(OdpEvent each) => string.Join(", ", each.Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    internal override Block View() => NoteTableViews.Of(this);
}
