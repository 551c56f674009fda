using LabSdk.Grpc;

namespace LabSdk.Daq;

/// <summary>What the daemon said about a failed call.</summary>
/// <param name="Method">The method, for example <c>HardwareService.MoveAbsolute</c>.</param>
/// <param name="Status">The gRPC status; <see cref="GrpcStatusCode.OK"/> when the daemon answered and said that it did not succeed.</param>
/// <param name="DaemonMessage">The daemon's own words; may be empty.</param>
public sealed record DaqErrorDetails(string Method, GrpcStatusCode Status, string DaemonMessage)
{
    /// <summary>Where a driver error comes from: <c>instrument</c> or <c>driver</c>; null when the daemon did not say (trailer <c>x-daq-error-kind</c>).</summary>
    public string? ErrorKind { get; init; }

    /// <summary>The type of the driver that failed; null when the daemon did not say (trailer <c>x-daq-driver-type</c>).</summary>
    public string? DriverType { get; init; }

    /// <summary>
    /// What kind of driver error it is: initialization, configuration, communication, shutdown, hardware, timeout,
    /// permission, invalid_parameter or unknown; null when the daemon did not say (trailer <c>x-daq-driver-kind</c>).
    /// </summary>
    public string? DriverKind { get; init; }

    /// <summary>The parameter the call was about, or null.</summary>
    public string? ParameterName { get; init; }
}
