using System.Globalization;
using LabSdk.Display;
using LabSdk.Tapes;

namespace LabSdk.Presentation;

/// <summary>What stands on a tape: when it was recorded, what is missing, its links, and how often each call stands on it.</summary>
internal static class TapeContentView
{
    private const int MostCalls = 40;

    private static readonly TableColumn[] LinkColumns = ["Link", "Family", "Address", "Calls", "Records", "Size"];

    private static readonly TableColumn[] CallColumns = ["Link", "Call", "Times", "Messages", "Size"];

    public static Block Of(string path, TapeContent content)
    {
        var facts = new PropertyList { new Property("Records", TapeCard.Number(content.Records), IsLead: true) };
        facts.Add("Size", TapeCard.Size(content.Bytes));
        facts.Add("Recorded", string.Create(CultureInfo.InvariantCulture, $"{content.Start.Started:yyyy-MM-dd HH:mm:ss} UTC, {content.Length.TotalSeconds:0.0} s, LabSdk {content.Start.Sdk}"));
        facts.Add("Ended", content.Stop?.Reason ?? Cell.Of(State.Warn, "without a word: the process was killed, or still records"));
        facts.Add("Missing", content.Gaps == 0 ? "nothing" : Cell.Of(State.Warn, $"{TapeCard.Number(content.LostRecords)} records in {content.Gaps} gaps"));
        facts.AddKnown("Damage", content.DamagedRecords > 0 || content.TornBytes > 0 ? Cell.Of(State.Warn, $"{content.DamagedRecords} records, {content.TornBytes} bytes at the end") : Cell.Null);
        facts.AddKnown("Left out", content.Start.LeftOut is { Count: > 0 } leftOut ? string.Join(", ", leftOut) : Cell.Null);
        return new Card("Tape")
        {
            Subtitle = Path.GetFileName(path),
            Badges = DeviceCard.Badges(content.Start.IsSimulated),
            Body =
            [
                facts,
                new TableModel(LinkColumns, content.Links.Select(Row)) { ShowSize = false },
                new TableModel(CallColumns, [.. content.Links.SelectMany(Calls).Take(MostCalls)]) { RowNoun = "calls" },
            ],
        };
    }

    private static Cell[] Row(RecordedLink link) =>
        [Cell.Integer(link.Number), link.Info.Family, Cell.Code(link.Info.Address), Cell.Integer(link.Calls.Count), Cell.Integer(link.Records), TapeCard.Size(link.Bytes)];

    private static IEnumerable<Cell[]> Calls(RecordedLink link) => link.Calls
        .GroupBy(call => call.Name, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new[]
        {
            Cell.Integer(link.Number),
            Cell.Code(group.Key),
            Cell.Integer(group.Count()),
            Cell.Integer(group.Sum(call => (long)call.Items.Count(item => item.Kind == TapeRecordKind.Message))),
            TapeCard.Size(group.Sum(call => call.Items.Sum(item => (long)item.Length))),
        });
}
