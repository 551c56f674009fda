using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>The errors that the data source of a session reported, in order of time: facts of the car or rig, not failures of this program.</summary>
public sealed class CarErrorTable : NoteTable<OdpErrorRecord>
{
    internal CarErrorTable(SessionScale scale, IEnumerable<OdpErrorRecord> notes)
        : base(scale, notes, static each => each.Time)
    {
    }

    private protected override IEnumerable<DataColumn> Columns =>
    [
        DataColumn.Create("error", this.Select(each => each.Identifier)),
        DataColumn.Create("name", this.Select(each => each.Name)),
        DataColumn.Create("set", this.Select(each => each.IsSet)),
        DataColumn.Create("logged", this.Select(each => each.IsLogged)),
        DataColumn.Create("description", this.Select(each => each.Description)),
    ];

    internal override Block View() => NoteTableViews.Of(this);
}
