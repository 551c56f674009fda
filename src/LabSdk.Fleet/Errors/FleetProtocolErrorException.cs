namespace LabSdk.Fleet;

/// <summary>The gateway closed the connection early, cut a message short, or sent something else than an answer.</summary>
public sealed class FleetProtocolErrorException : FleetCommunicationException
{
    internal FleetProtocolErrorException(FleetErrorCode code, string message, string? hint = null, Exception? innerException = null)
        : base(FleetErrorIds.ProtocolError, code, message, hint, innerException)
    {
    }
}
