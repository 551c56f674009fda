using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc;
using LabSdk.Text;

namespace LabSdk.Daq;

/// <summary>Turns a failed call into the error a user can act on.</summary>
internal static class DaqErrorMapper
{
    private const string TransportAdvice = " Is the daemon running";
    private const string DaemonTimeoutText = "Timeout expired";

    /// <summary>The error for a status.</summary>
    /// <param name="failure">What the gRPC layer threw.</param>
    /// <param name="call">What was called.</param>
    /// <param name="endpoint">The daemon, without secrets.</param>
    /// <param name="allowed">The deadline of the call; null when it had none.</param>
    /// <param name="knownDevices">Ids of the devices that exist; null when that could not be found out.</param>
    public static LabException Map(RpcException failure, DaqCall call, string endpoint, TimeSpan? allowed, IReadOnlyCollection<string>? knownDevices)
    {
        var details = Details(failure, call);
        var problem = Problem(call, details.DaemonMessage);
        switch (failure.StatusCode)
        {
            case StatusCode.Internal when failure.Status.DebugException is ProtocolException broken:
                return broken;
            case StatusCode.Internal when failure.Status.DebugException is InvalidProtocolBufferException or InvalidDataException:
                return new DaqProtocolException(
                    DaqErrorIds.MalformedMessage, $"{call.Doing} failed: the reply of the daemon cannot be read.", details,
                    "The daemon may be of another version, or something between rewrites its replies.", innerException: failure.Status.DebugException) { Endpoint = endpoint, DeviceId = call.DeviceId };
            case StatusCode.Unavailable when details.ErrorKind is null && failure.Status.DebugException is not null:
                return new DaqConnectionException(DaqErrorIds.Unreachable, problem, details, ReachHint(endpoint), innerException: failure) { Endpoint = endpoint, DeviceId = call.DeviceId };
            case StatusCode.Unavailable when details.ErrorKind is null && call.DeviceId is null:
                return new DaqConnectionException(DaqErrorIds.DaemonFailure, problem, details, "The daemon is there, but cannot do this now.", innerException: failure) { Endpoint = endpoint };
            case StatusCode.DeadlineExceeded:
            case StatusCode.Cancelled when details.DaemonMessage.Contains(DaemonTimeoutText, StringComparison.Ordinal):
                return Timeout(failure, call, endpoint, allowed, details);
            case StatusCode.Unauthenticated:
            case StatusCode.PermissionDenied when call.DeviceId is null:
                return new DaqConnectionException(
                    DaqErrorIds.Unauthenticated, problem, details,
                    "Give the daemon's token with DaqOptions.Token or in the environment variable DAQ_TOKEN.", isTransient: false, failure) { Endpoint = endpoint };
            case StatusCode.NotFound when call.DeviceId is { } id && call.ParameterName is null:
                return NotFound(failure, problem, details, id, endpoint, knownDevices);
            case StatusCode.InvalidArgument:
            case StatusCode.OutOfRange:
                return new DaqConfigurationException(DaqErrorIds.InvalidArgument, problem, details, innerException: failure) { Endpoint = endpoint, DeviceId = call.DeviceId };
            case StatusCode.Unimplemented:
                return new DaqNotSupportedException(
                    DaqErrorIds.NotSupported, problem.EndsWith("failed.", StringComparison.Ordinal) ? problem + " The daemon does not have this function." : problem, details,
                    call.DeviceId is null ? "This daemon was built without it." : "Look at the device's capabilities.", innerException: failure) { Endpoint = endpoint, DeviceId = call.DeviceId };
            default:
                var (errorId, hint, transient) = Refusal(failure.StatusCode, details.DaemonMessage);
                return new DaqDeviceException(errorId, problem, details, hint, transient, failure) { Endpoint = endpoint, DeviceId = call.DeviceId };
        }
    }

    /// <summary>The error for an answer that says <c>success=false</c>.</summary>
    public static LabException Refused(DaqCall call, string daemonMessage, string endpoint) => new DaqDeviceException(
        DaqErrorIds.Refused,
        Problem(call, daemonMessage),
        new DaqErrorDetails(call.Method, GrpcStatusCode.OK, daemonMessage) { ParameterName = call.ParameterName })
    {
        DeviceId = call.DeviceId,
        Endpoint = endpoint,
    };

    private static DaqErrorDetails Details(RpcException failure, DaqCall call) =>
        new(call.Method, (GrpcStatusCode)(int)failure.StatusCode, failure.Status.Detail ?? "")
        {
            ErrorKind = failure.Trailers.GetValue("x-daq-error-kind"),
            DriverType = failure.Trailers.GetValue("x-daq-driver-type"),
            DriverKind = failure.Trailers.GetValue("x-daq-driver-kind"),
            ParameterName = call.ParameterName,
        };

    private static string Problem(DaqCall call, string daemonMessage)
    {
        // The transport's own advice gives way to the hint, which says the same.
        var advice = daemonMessage.IndexOf(TransportAdvice, StringComparison.Ordinal);
        var reason = (advice < 0 ? daemonMessage : daemonMessage[..advice]).Trim().TrimEnd('.');
        return reason.Length == 0 ? $"{call.Doing} failed." : $"{call.Doing} failed: {reason}.";
    }

    private static DaqTimeoutException Timeout(RpcException failure, DaqCall call, string endpoint, TimeSpan? allowed, DaqErrorDetails details)
    {
        var own = failure.Status.DebugException is not null || details.DaemonMessage.Length == 0
            || details.DaemonMessage.Contains(DaemonTimeoutText, StringComparison.Ordinal)
            || details.DaemonMessage.Contains("eadline", StringComparison.Ordinal);
        var text = own && allowed is { } limit
            ? FormattableString.Invariant($"{call.Doing} did not end within {limit.TotalSeconds:0.###} s.")
            : Problem(call, details.DaemonMessage);
        return new DaqTimeoutException(
            DaqErrorIds.Timeout, text, details, "Give it more time, or check the device and the load of the daemon.", innerException: failure)
        {
            Timeout = own ? allowed : null,
            DeviceId = call.DeviceId,
            Endpoint = endpoint,
        };
    }

    private static LabException NotFound(
        RpcException failure, string problem, DaqErrorDetails details, string deviceId, string endpoint, IReadOnlyCollection<string>? known)
    {
        if (known?.Contains(deviceId) == true)
        {
            return new DaqNotSupportedException(
                DaqErrorIds.MissingCapability, problem, details, "The device exists but does not have this capability.", innerException: failure) { DeviceId = deviceId, Endpoint = endpoint };
        }

        var hint = known is null ? "List the devices to see which ones exist." : NearestNames.Hint(deviceId, known, "devices");
        return new DaqDeviceException(DaqErrorIds.UnknownDevice, problem, details, hint, innerException: failure) { DeviceId = deviceId, Endpoint = endpoint };
    }

    private static string ReachHint(string endpoint) => $"Is the daemon running, and is {endpoint} its address?";

    private static (string ErrorId, string? Hint, bool IsTransient) Refusal(StatusCode code, string text) => code switch
    {
        StatusCode.NotFound => (DaqErrorIds.NotFound, null, false),
        StatusCode.AlreadyExists => (DaqErrorIds.StreamTaken, "Only one reader can take this stream: close the other one, or read from it.", false),
        StatusCode.FailedPrecondition => (DaqErrorIds.WrongState, null, false),
        StatusCode.ResourceExhausted when text.Contains("already taken", StringComparison.OrdinalIgnoreCase) =>
            (DaqErrorIds.StreamTaken, "Only one reader can take this stream: close the other one, or read from it.", false),
        StatusCode.ResourceExhausted when text.Contains("concurrent streams", StringComparison.OrdinalIgnoreCase) =>
            (DaqErrorIds.LimitReached, "Close a frame stream that is not needed. A slot that its reader left behind is free again when the camera sends its next frame.", true),
        StatusCode.ResourceExhausted => (DaqErrorIds.LimitReached, null, true),
        StatusCode.Unavailable => (DaqErrorIds.DaemonFailure, "The daemon is there, but not its device: check its power and cables.", true),
        StatusCode.PermissionDenied => (DaqErrorIds.WrongState, null, false),
        StatusCode.Cancelled => (DaqErrorIds.Cancelled, null, true),
        StatusCode.Aborted => (DaqErrorIds.DaemonFailure, null, true),
        _ => (DaqErrorIds.DaemonFailure, null, false),
    };
}
