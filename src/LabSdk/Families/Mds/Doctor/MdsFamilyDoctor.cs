using LabSdk.Connecting;
using LabSdk.Doctor;

namespace LabSdk.Families.Mds.Doctor;

/// <summary>Diagnostic devices over HID: the library, the devices, and whether this user may open them. A device has no clock to compare.</summary>
internal sealed class MdsFamilyDoctor : IFamilyDoctor
{
    public string Family => "mds";

    public string Area => MdsDoctor.Area;

    public Task<IReadOnlyList<DoctorFinding>> ExamineComputerAsync(CancellationToken cancellationToken) => new MdsDoctor().ExamineAsync();

    public Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ILabConnection connection, TimeProvider time, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DoctorFinding>>([]);
}
