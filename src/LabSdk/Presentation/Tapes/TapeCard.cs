using System.Globalization;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A tape as a card: where it is, how much is on it, what is missing.</summary>
internal static class TapeCard
{
    private static readonly TableColumn[] Columns = ["Family", "Address"];

    public static Block Of(LabTape tape)
    {
        var facts = new PropertyList { new Property("Records", Number(tape.Records), IsLead: true) };
        facts.Add("Size", Size(tape.Bytes));
        facts.Add("File", Cell.Code(tape.Path));
        facts.AddKnown("Missing", tape.LostRecords > 0 || tape.Gaps > 0 ? Cell.Of(State.Warn, $"{Number(tape.LostRecords)} records in {tape.Gaps} gaps") : Cell.Null);
        facts.AddKnown("Left out", tape.LeftOut.Count > 0 ? $"{string.Join(", ", tape.LeftOut)}: not recorded" : Cell.Null);
        if (tape.Content is { } content)
        {
            facts.Add("Recorded", content.Start.Started.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
            facts.Add("Length", string.Create(CultureInfo.InvariantCulture, $"{content.Length.TotalSeconds:0.0} s"));
            facts.Add("Answered", Number(tape.Answered));
            facts.AddKnown("Not on it", tape.Unanswered > 0 ? Cell.Of(State.Fault, $"{Number(tape.Unanswered)} questions") : Cell.Null);
            facts.AddKnown("Damage", content.DamagedRecords > 0 || content.TornBytes > 0 ? Cell.Of(State.Warn, $"{content.DamagedRecords} records, {content.TornBytes} bytes at the end") : Cell.Null);
        }

        var (state, word) = StateOf(tape);
        return new Card("Tape", [facts, new TableModel(Columns, tape.Links.Select(link => new[] { Cell.Text(link.Family), Cell.Code(link.Address) })) { RowNoun = "links", ShowSize = false }])
        {
            Subtitle = Path.GetFileName(tape.Path),
            State = state,
            StateWord = word,
        };
    }

    /// <summary>One line.</summary>
    public static string Line(LabTape tape) =>
        $"Tape {tape.Path}: {StateOf(tape).Word}, {Number(tape.Records)} records, {Size(tape.Bytes)}{(tape.LostRecords > 0 ? $", {Number(tape.LostRecords)} records missing in {tape.Gaps} gaps" : "")}";

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:#,0.0} MB");

    private static (State State, string Word) StateOf(LabTape tape) => tape switch
    {
        { IsReplay: true } => (tape.Unanswered > 0 ? State.Warn : State.Ok, "replayed"),
        { Ended: null } => (tape.LostRecords > 0 ? State.Warn : State.Ok, "recording"),
        { Ended: "stopped" or "closed" } => (tape.LostRecords > 0 ? State.Warn : State.Unknown, "ended"),
        { Ended: "full" } => (State.Warn, "full"),
        _ => (State.Fault, $"ended: {tape.Ended}"),
    };
}
