using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>A run from its journal as a card with its table.</summary>
internal static class RunRecordView
{
    public static Block Of(RunRecord run)
    {
        var facts = new PropertyList
        {
            { "Points", FormattableString.Invariant($"{run.PointsDone} of {run.PointsTotal}") },
            { "Started", run.Started },
            { "By", FormattableString.Invariant($"{run.Environment.User} on {run.Environment.Host}") },
            { "Journal", Cell.Code(run.Path) },
        };
        facts.AddKnown("Stopped", Cell.Time(run.Stopped));
        facts.AddKnown("Reason", run.Reason.Length == 0 ? null : run.Reason);
        facts.AddKnown("Judgement", run.Mark?.ToString());
        facts.AddKnown("Left out", LeftOut(run));
        foreach (var (key, value) in run.Metadata)
        {
            facts.Add(key, Cell.From(value));
        }

        return new Card(run.Name)
        {
            Subtitle = run.Name == run.Plan ? null : run.Plan,
            State = StateOf(run),
            StateWord = run.Status,
            Badges = DeviceCard.Badges(run.IsSimulated),
            Body = [facts, Views.Of(run.Data) as Block ?? new TextBlock(run.Data.ToText())],
        };
    }

    public static State StateOf(RunRecord run) => (run.Mark?.IsGood, run.Status) switch
    {
        (false, _) => State.Fault,
        (_, "success") => State.Ok,
        (_, "running") => State.Unknown,
        (_, "fail" or "lost") => State.Fault,
        _ => State.Warn,
    };

    private static string? LeftOut(RunRecord run)
    {
        string[] parts =
        [
            .. run.SupersededRows > 0 ? [FormattableString.Invariant($"{run.SupersededRows} rows that were measured again")] : Array.Empty<string>(),
            .. run.DamagedRecords > 0 ? [FormattableString.Invariant($"{run.DamagedRecords} damaged records")] : Array.Empty<string>(),
            .. run.TornBytes > 0 ? [FormattableString.Invariant($"{run.TornBytes} bytes of an unfinished record")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }
}
