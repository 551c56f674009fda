using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>Where the live reading of streams stands at one moment, and how far it is behind. Shows itself as a table.</summary>
public sealed class StreamTable : TelemetryView, IReadOnlyList<OdpStreamState>
{
    internal StreamTable(IReadOnlyList<(LiveFeedKey Key, OdpStreamState State)> rows, bool isSimulated)
        : base(isSimulated) => Rows = rows;

    /// <summary>How many streams are followed.</summary>
    public int Count => Rows.Count;

    /// <summary>Records that are there and not read yet, of all streams.</summary>
    public long Lag => Rows.Sum(row => row.State.Lag);

    /// <summary>The table as a data frame, one row for each stream.</summary>
    public DataFrame Data => new(
        DataColumn.Create("source", Rows.Select(row => row.Key.DataSource)),
        DataColumn.Create("stream", Rows.Select(row => row.State.Stream)),
        DataColumn.Create("topic", Rows.Select(row => row.State.Topic)),
        DataColumn.Create("partition", Rows.Select(row => (long)row.State.Partition)),
        DataColumn.Create("position", Rows.Select(row => row.State.Position)),
        DataColumn.Create("end", Rows.Select(row => row.State.End)),
        DataColumn.Create("lag", Rows.Select(row => row.State.Lag)),
        DataColumn.Create("condition", Rows.Select(row => row.State.Condition.ToString())));

    internal IReadOnlyList<(LiveFeedKey Key, OdpStreamState State)> Rows { get; }

    /// <summary>A stream by its place.</summary>
    /// <param name="index">From 0.</param>
    public OdpStreamState this[int index] => Rows[index].State;

    /// <inheritdoc/>
    public IEnumerator<OdpStreamState> GetEnumerator() => Rows.Select(row => row.State).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override Block View() => StreamTableView.Of(this);
}
