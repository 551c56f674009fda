using LabSdk.Families.Cxl.Doctor;
using LabSdk.Families.Daq;
using LabSdk.Families.Mds.Doctor;
using LabSdk.Families.Odp.Doctor;

namespace LabSdk.Doctor;

/// <summary>The doctors of the families, and the whole examination.</summary>
internal static class FamilyDoctors
{
    /// <summary>How long one part may take: a hung library or network folder is a finding, too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The families in the order of the report. Devices at a gateway need nothing of this computer but TCP.</summary>
    public static IReadOnlyList<IFamilyDoctor> All { get; } = [new DaqDoctor(), new MdsFamilyDoctor(), new CxlFamilyDoctor(), new OdpDoctor()];

    /// <summary>Looks at this computer, at the labs that are connected, and at further endpoints.</summary>
    public static async Task<DoctorReport> ExamineAsync(IReadOnlyList<Lab> labs, IReadOnlyList<string> endpoints, LabOptions options, CancellationToken cancellationToken)
    {
        IEnumerable<Task<IReadOnlyList<DoctorFinding>>> parts =
        [
            .. All.Select(family => InTimeAsync(family.Area, family.ExamineComputerAsync, cancellationToken)),
            .. labs.SelectMany(lab => lab.Connections, (lab, connection) =>
                InTimeAsync(connection.Endpoint, token => EndpointDoctor.ExamineConnectedAsync(lab, connection, token), cancellationToken)),
            .. endpoints.Select(address => InTimeAsync("endpoint", token => EndpointDoctor.ExamineAsync(address, options, token), cancellationToken)),
        ];
        return new DoctorReport((await Task.WhenAll(parts).ConfigureAwait(false)).SelectMany(each => each));
    }

    private static async Task<IReadOnlyList<DoctorFinding>> InTimeAsync(
        string area, Func<CancellationToken, Task<IReadOnlyList<DoctorFinding>>> examine, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => examine(cancellationToken), cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var detail = failure is TimeoutException ? "did not answer in time" : failure.Message;
            return [new DoctorFinding(area, "examination", DoctorState.Warn, detail) { Advice = "This part could not be looked at." }];
        }
    }
}
