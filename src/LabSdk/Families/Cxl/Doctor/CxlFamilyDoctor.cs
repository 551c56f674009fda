using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Doctor;

namespace LabSdk.Families.Cxl.Doctor;

/// <summary>CXL components: device nodes and kernel of this computer; of a connected one the clock is compared.</summary>
internal sealed class CxlFamilyDoctor : IFamilyDoctor
{
    public string Family => "cxl";

    public string Area => CxlDoctor.Area;

    public Task<IReadOnlyList<DoctorFinding>> ExamineComputerAsync(CancellationToken cancellationToken) => new CxlDoctor(new ThisKernel()).ExamineAsync();

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ILabConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        if (connection.Client is not CxlEndpoint { IsClosed: false } endpoint)
        {
            return [];
        }

        var before = time.GetUtcNow();
        try
        {
            var clock = await endpoint.Component.GetTimestampAsync(cancellationToken).ConfigureAwait(false);
            return
            [
                clock.Time is { } set
                    ? ClockSkew.Of(connection.Endpoint, set, before, time.GetUtcNow())
                    : new DoctorFinding(connection.Endpoint, "clock", DoctorState.Warn, "was never set since the last reset")
                    {
                        Advice = "Set it, so that its events have times: device.Timestamp = DateTimeOffset.UtcNow.",
                    },
            ];
        }
        catch (CxlDeviceException error)
        {
            // Few components have to have a clock.
            return [new DoctorFinding(connection.Endpoint, "clock", DoctorState.Missing, error.Problem)];
        }
    }
}
