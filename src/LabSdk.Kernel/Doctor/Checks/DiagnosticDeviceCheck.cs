using LabSdk.Kernel.Doctor.Mds;

namespace LabSdk.Kernel.Doctor.Checks;

/// <summary>Diagnostic devices over HID: the library, the devices, and whether this user may open them.</summary>
internal sealed class DiagnosticDeviceCheck : IDoctorCheck
{
    public string Area => "Devices";

    public async Task<IReadOnlyList<Finding>> RunAsync(DoctorMachine machine, CancellationToken cancellationToken)
    {
        var findings = await new MdsDoctor().ExamineAsync().ConfigureAwait(false);
        return [.. findings.Select(finding => new Finding(Area, finding.Name, State(finding), finding.Text) { Advice = finding.Hint ?? "" })];
    }

    // A bench without a diagnostic device is healthy; one that may not be opened works for everything else.
    private static FindingState State(MdsFinding finding) => finding.IsOk switch
    {
        true => FindingState.Ok,
        null => FindingState.Missing,
        _ => FindingState.Warn,
    };
}
