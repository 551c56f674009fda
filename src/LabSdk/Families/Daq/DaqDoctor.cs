using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Doctor;

namespace LabSdk.Families.Daq;

/// <summary>Daemons: nothing is needed on this computer; of a connected one the clock is compared.</summary>
internal sealed class DaqDoctor : IFamilyDoctor
{
    public string Family => "daq";

    public string Area => "Daemon";

    public Task<IReadOnlyList<DoctorFinding>> ExamineComputerAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<DoctorFinding>>([]);

    // No call tells the time as such; every state is stamped by the daemon when it is sent.
    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ILabConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        await foreach (var state in connection.StatesAsync([], 0, includeSnapshot: true, cancellationToken).ConfigureAwait(false))
        {
            return [ClockSkew.Of(connection.Endpoint, state.Timestamp, before, time.GetUtcNow())];
        }

        return [];
    }
}
