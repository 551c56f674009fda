using LabSdk.Data;

namespace LabSdk.Notebooks.Language;

/// <summary>Column names of a live data frame: <c>scan.Data["..."]</c>, <c>frame.OrderBy("...")</c>.</summary>
internal sealed class ColumnCompletion : IStringCompletion
{
    public IEnumerable<CompletionItem> Propose(StringPlace place) => place.Receiver is DataFrame frame
        ? frame.Columns.Select(column => new CompletionItem(column.Name, "column", column.Unit ?? ""))
        : [];
}
