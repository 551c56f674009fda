using System.Globalization;
using System.Net.Sockets;
using LabSdk.Fleet.Transport;

namespace LabSdk.Fleet.Client;

/// <summary>Turns what went wrong into the errors of the family. The cause is always kept.</summary>
internal static class FleetErrors
{
    private const string ReachHint = "Check that the gateway runs, that host and port are right, and that no firewall stands between.";
    private const string SilentHint = "Check the port and that the gateway is not overloaded; give a longer time limit if it is far away.";
    private const string StatusHint = "A gateway closes the connection without a word when its module does not like a status: check the payload against the module's rules.";

    /// <summary>The error of a connect that failed; refusals and wrong use pass as they are.</summary>
    public static Exception Connecting(Exception error, FailedTry failed)
    {
        if (error is FleetConnectRejectedException or ArgumentException or TapeException)
        {
            return error;
        }

        var what = Beginning("Connecting to", failed);
        return error switch
        {
            OperationCanceledException => Timeout(FleetErrorCode.UnableToConnect, $"{what}: no answer in time; {failed.Arrived ?? "the connection was not accepted"}.", failed, SilentHint, error),
            SocketException { SocketErrorCode: SocketError.TimedOut } => Timeout(FleetErrorCode.UnableToConnect, $"{what}: {error.Message}.", failed, SilentHint, error),
            SocketException => Refused($"{what}: {error.Message}.", failed, error),
            LinkEndedException { End: LinkEnd.Broken } => Refused($"{what}: {error.Message}.", failed, error),
            FleetProtocolErrorException { Code: FleetErrorCode.CommandIncorrect } undecodable => Protocol(FleetErrorCode.CommandIncorrect, $"{what}: {undecodable.Problem}", failed, undecodable.Hint, error),
            LabException known => Protocol(FleetErrorCode.UnableToConnect, $"{what}: {known.Problem.TrimEnd('.')}.", failed, known.Hint ?? ReachHint, error),
            _ => Protocol(FleetErrorCode.UnableToConnect, $"{what}: {error.Message}.", failed, "Check that a gateway of the fleet protocol listens on that port.", error),
        };
    }

    /// <summary>The error of one try to send a status after which the connection is of no use.</summary>
    public static FleetCommunicationException Exchanging(Exception error, FailedTry failed)
    {
        var what = Beginning("The status for", failed);
        return error switch
        {
            OperationCanceledException => Timeout(FleetErrorCode.TimeoutOccurred, $"{what}: no answer in time; {failed.Arrived}.", failed, SilentHint, error),
            LabException known => Protocol(FleetErrorCode.NotOk, $"{what}: {known.Problem}", failed, known.Hint, error),
            _ => Protocol(FleetErrorCode.NotOk, $"{what}: {error.Message}.", failed, StatusHint, error),
        };
    }

    /// <summary>The error of an answer that came whole but is none.</summary>
    public static FleetProtocolErrorException NoCommand(FleetClient client, string why, Exception? cause) =>
        new(FleetErrorCode.CommandIncorrect, $"The status for {client.Device} at {client.Endpoint} was answered, but not with a command: {why}", "The connection is kept and the last command stays. Check what stands between this computer and the gateway.", cause)
        {
            DeviceId = client.Device.Role,
            Endpoint = client.Endpoint,
        };

    private static string Beginning(string doing, FailedTry failed)
    {
        var client = failed.Client;
        var as_ = doing.StartsWith("Connecting", StringComparison.Ordinal) ? $"{doing} {client.Endpoint} as {client.Device}" : $"{doing} {client.Device} at {client.Endpoint}";
        return string.Create(CultureInfo.InvariantCulture, $"{as_} failed after {failed.Deadline.Elapsed.TotalSeconds:0.000} s ({failed.Number})");
    }

    private static FleetTimeoutException Timeout(FleetErrorCode code, string message, FailedTry failed, string hint, Exception cause) =>
        new(code, message, failed.Deadline.Limit, hint, cause) { DeviceId = failed.Client.Device.Role, Endpoint = failed.Client.Endpoint };

    private static FleetConnectionRefusedException Refused(string message, FailedTry failed, Exception cause) =>
        new(message, ReachHint, cause) { DeviceId = failed.Client.Device.Role, Endpoint = failed.Client.Endpoint };

    private static FleetProtocolErrorException Protocol(FleetErrorCode code, string message, FailedTry failed, string? hint, Exception cause) =>
        new(code, message, hint, cause) { DeviceId = failed.Client.Device.Role, Endpoint = failed.Client.Endpoint };
}
