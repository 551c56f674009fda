using System.Globalization;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A run from its journal as a card: how it ended, notes, plot, table, devices, and where it was measured.</summary>
internal static class RunRecordView
{
    private static readonly TableColumn[] SettingColumns = ["Device", "Setting", "Value"];

    private static readonly TableColumn[] DeviceColumns = ["Device", "Name", "Used as", "Unit", "Limits", "Driver", "Endpoint"];

    public static Block Of(RunRecord run)
    {
        var outcome = run.Outcome;
        if (outcome == RunOutcome.Unreadable)
        {
            return new Card(run.Name) { State = State.Fault, StateWord = RunWords.Of(outcome), Body = [new StatusRows(new StatusRow(State.Fault, "No journal", run.Reason)), Facts(run)] };
        }

        JournalContent journal;
        try
        {
            journal = run.Content;
        }
        catch (JournalException gone)
        {
            return new Card(run.Name) { State = State.Fault, StateWord = "unreadable", Body = [new StatusRows(new StatusRow(State.Fault, "No journal", gone.Problem)), new TextBlock(gone.Hint ?? "", TextStyle.Muted), Facts(run)] };
        }

        return new Card(run.Name)
        {
            Subtitle = run.Name == run.Plan ? null : run.Plan,
            State = RunWords.StateOf(outcome),
            StateWord = RunWords.Of(outcome),
            Badges = DeviceCard.Badges(run.IsSimulated),
            Body = [.. Warnings(run, outcome, journal), Facts(run, journal), .. ScanFigures.Of(run.IsMap, journal.Rows), ScanView.Table(journal.Rows), Devices(run), .. Settings(run), About(run)],
        };
    }

    private static IEnumerable<Block> Warnings(RunRecord run, RunOutcome outcome, JournalContent journal)
    {
        var rows = new List<StatusRow>();
        if (run.Mark is { } mark)
        {
            rows.Add(new StatusRow(mark.IsGood ? State.Ok : State.Fault, mark.IsGood ? "Marked good" : "Marked bad", Cell.Text($"{(mark.Note.Length > 0 ? mark.Note + "; " : "")}{mark.User}, {RunWords.Time(mark.Time)}")));
        }

        if (outcome == RunOutcome.Lost)
        {
            rows.Add(new StatusRow(State.Fault, "Process lost", $"process {journal.LastWriter.ProcessId} ended without a word; every point that it finished is here"));
        }
        else if (outcome == RunOutcome.Unknown && journal.Stop is null)
        {
            rows.Add(new StatusRow(State.Unknown, "No end yet", $"begun on {journal.LastWriter.Host}; whether its process still runs cannot be seen from here"));
        }
        else if (run.Reason.Length > 0)
        {
            rows.Add(new StatusRow(RunWords.StateOf(outcome), "Why it ended", run.Reason));
        }

        if (journal.DamagedRecords > 0)
        {
            rows.Add(new StatusRow(State.Fault, "Damage", $"{Number(journal.DamagedRecords)} records are left out: the journal was changed, or the disk has faults"));
        }

        return rows.Count > 0 ? [new StatusRows([.. rows])] : [];
    }

    private static PropertyList Facts(RunRecord run) => new() { { "Journal", Cell.Code(run.Path) } };

    private static PropertyList Facts(RunRecord run, JournalContent journal)
    {
        var facts = new PropertyList
        {
            { "Points", $"{ScanWords.Count(run.PointsDone, run.PointsTotal)}{(run.Duration is { } time ? string.Create(CultureInfo.InvariantCulture, $" in {time.TotalSeconds:0.###} s") : "")}" },
        };
        if (journal.HasPartialRow)
        {
            facts.Add("Last row", "read in part");
        }

        facts.AddKnown("Run by", run.Engine ?? "");
        if (journal is { Stop.MissedPoints: > 0, Start.Engine: not null })
        {
            facts.Add("Lost on the way", $"{Number(journal.Stop.MissedPoints)} points");
        }
        else if (journal.Stop is { MissedPoints: > 0 } stop)
        {
            facts.Add("Skipped", $"{Number(stop.MissedPoints)} points, because the readings took longer than the interval");
        }

        if (journal.SupersededRows > 0)
        {
            facts.Add("Measured again", $"{Number(journal.SupersededRows)} rows");
        }

        facts.Add("Started", run.Started);
        facts.AddKnown("Stopped", Cell.Time(run.Stopped));
        if (journal.Continuations.Count > 0)
        {
            facts.Add("Went on", string.Join(", ", journal.Continuations.Select(each => RunWords.Time(each.Time))));
        }

        foreach (var (key, value) in run.Metadata)
        {
            facts.Add(key, Cell.From(value));
        }

        return facts;
    }

    private static Section Devices(RunRecord run) => new("Devices", new TableModel(DeviceColumns, run.Devices.Select(Row)) { ShowSize = false });

    private static Cell[] Row(RunDevice device) =>
    [
        Cell.Code(device.Id), device.Name, device.IsMotor ? "motor" : "detector", device.Unit,
        device.Minimum is null && device.Maximum is null ? Cell.Null : string.Create(CultureInfo.InvariantCulture, $"{device.Minimum:0.######} to {device.Maximum:0.######}"),
        Cell.Code(device.Driver), Cell.Code(device.Endpoint),
    ];

    private static IEnumerable<Block> Settings(RunRecord run)
    {
        var rows = run.Devices.DistinctBy(device => (device.Id, device.Endpoint)).SelectMany(device =>
            device.Facts.Select(fact => (Cell[])[Cell.Code(device.Id), fact.Key, fact.Value])
                .Concat(device.Settings.Select(setting => (Cell[])[Cell.Code(device.Id), setting.Key, Cell.From(setting.Value)]))
                .Concat(device.SettingsError is { } error ? [[Cell.Code(device.Id), "not known", error]] : [])).ToArray();
        return rows.Length > 0 ? [new Section("Settings at the start", new TableModel(SettingColumns, rows) { ShowSize = false })] : [];
    }

    private static Section About(RunRecord run)
    {
        var environment = run.Environment;
        var facts = new PropertyList
        {
            { "Measured by", $"{environment.User} on {environment.Host}, process {environment.ProcessId}" },
            { "With", $"LabSdk {environment.SdkVersion}, .NET {environment.Runtime}, {environment.System}" },
        };
        foreach (var peer in run.Peers)
        {
            facts.Add("Peer", peer);
        }

        facts.AddKnown("Notebook or script", Cell.Code(environment.Source));
        facts.AddKnown("Program", environment.Program);
        facts.AddKnown("Folder", Cell.Code(environment.Folder));
        facts.AddKnown("Commit", Cell.Code(environment.GitCommit));
        facts.Add("Uid", Cell.Code(run.Uid));
        facts.Add("Journal", Cell.Code(run.Path));
        return new Section("Where it comes from", facts);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
