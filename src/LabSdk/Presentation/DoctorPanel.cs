using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>What the doctor found: a table for each area, with what to do beside each row that needs it.</summary>
internal static class DoctorPanel
{
    private static readonly TableColumn[] Columns = ["State", "What", "Found", "What to do"];

    public static Block Of(DoctorReport report) => new Card("Doctor")
    {
        State = report.IsHealthy ? State.Ok : State.Fault,
        StateWord = report.IsHealthy ? "nothing in the way" : "something to mend",
        Body = [.. report.GroupBy(finding => finding.Area).Select(area => new Section(area.Key, Table([.. area])))],
    };

    // Most areas need nothing done.
    private static TableModel Table(IReadOnlyList<DoctorFinding> findings)
    {
        var needed = findings.Any(finding => finding is { State: not DoctorState.Ok, Advice.Length: > 0 }) ? Columns.Length : Columns.Length - 1;
        return new TableModel(Columns[..needed], findings.Select(finding => Row(finding)[..needed])) { ShowSize = false };
    }

    private static Cell[] Row(DoctorFinding finding) =>
        [Cell.Of(StateOf(finding.State), WordOf(finding.State)), finding.Name, finding.Detail, finding.State == DoctorState.Ok ? "" : finding.Advice];

    private static State StateOf(DoctorState state) => state switch
    {
        DoctorState.Ok => State.Ok,
        DoctorState.Warn => State.Warn,
        DoctorState.Fault => State.Fault,
        _ => State.Unknown,
    };

    private static string WordOf(DoctorState state) => state switch
    {
        DoctorState.Ok => "ok",
        DoctorState.Warn => "warn",
        DoctorState.Fault => "fault",
        _ => "missing",
    };
}
