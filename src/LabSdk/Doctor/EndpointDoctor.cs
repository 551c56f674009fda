using System.Diagnostics;
using System.Globalization;
using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Endpoints;

namespace LabSdk.Doctor;

/// <summary>One endpoint: can it be reached, what answers there, how is it.</summary>
internal static class EndpointDoctor
{
    /// <summary>Connects, looks and closes again. What does not work is a finding.</summary>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(string address, LabOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var endpoint = LabEndpoint.Parse(address);
            var started = Stopwatch.GetTimestamp();
            var connection = (await LabConnectors.ConnectAsync([endpoint], options, null, cancellationToken).ConfigureAwait(false))[0];
            await using (connection.ConfigureAwait(false))
            {
                var reached = string.Create(CultureInfo.InvariantCulture, $"{connection.Peer}, connected in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
                return [new DoctorFinding(endpoint.ToString(), "reachable", DoctorState.Ok, reached), .. await ExamineAsync(connection, options, cancellationToken).ConfigureAwait(false)];
            }
        }
        catch (LabException error)
        {
            // The address as given may hold a password; that of the error does not.
            return [new DoctorFinding(error.Endpoint ?? "endpoint", "reachable", DoctorState.Fault, error.Problem) { Advice = error.Hint ?? "" }];
        }
    }

    /// <summary>Looks at a peer that is connected already.</summary>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineConnectedAsync(Lab lab, ILabConnection connection, CancellationToken cancellationToken) =>
    [
        new DoctorFinding(connection.Endpoint, "connected", DoctorState.Ok, lab.IsSimulated || connection.IsSimulated ? $"{connection.Peer} (SIMULATED)" : connection.Peer),
        .. await ExamineAsync(connection, lab.Options, cancellationToken).ConfigureAwait(false),
    ];

    private static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(ILabConnection connection, LabOptions options, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>();
        try
        {
            findings.AddRange((await connection.GetHealthAsync(cancellationToken).ConfigureAwait(false)).Select(fact => Of(connection.Endpoint, fact)));
            var inventory = await connection.ListDevicesAsync(cancellationToken).ConfigureAwait(false);
            findings.Add(new DoctorFinding(connection.Endpoint, "devices", DoctorState.Ok, inventory.Devices.Count.ToString(CultureInfo.InvariantCulture)));
            findings.AddRange(inventory.Failures.Select(failure => new DoctorFinding(connection.Endpoint, failure.DeviceId, DoctorState.Fault, $"did not start: {failure.Error}")
            {
                Advice = "Correct the hardware file or the cabling and restart the daemon.",
            }));
            if (FamilyDoctors.All.FirstOrDefault(each => each.Family == connection.Family) is { } family)
            {
                findings.AddRange(await family.ExamineAsync(connection, options.TimeProvider, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (LabException error)
        {
            findings.Add(new DoctorFinding(connection.Endpoint, "answers", DoctorState.Fault, error.Problem) { Advice = error.Hint ?? "" });
        }

        return findings;
    }

    private static DoctorFinding Of(string endpoint, HealthFact fact) => new(
        endpoint,
        fact.Name,
        fact.Severity switch
        {
            HealthSeverity.Ok => DoctorState.Ok,
            HealthSeverity.Warn => DoctorState.Warn,
            HealthSeverity.Fault => DoctorState.Fault,
            _ => DoctorState.Missing,
        },
        fact.Text)
    {
        Advice = fact.Hint ?? "",
    };
}
