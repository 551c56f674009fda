namespace LabSdk.Fleet;

/// <summary>The gateway answered a connect with a refusal.</summary>
public abstract class FleetConnectRejectedException : DeviceException, IFleetError
{
    private protected FleetConnectRejectedException(string errorId, FleetResponseType responseType, FleetErrorCode code, string message, string hint, bool isTransient)
        : base(errorId, message, hint, isTransient) => (ResponseType, Code) = (responseType, code);

    /// <summary>What the gateway answered.</summary>
    public FleetResponseType ResponseType { get; }

    /// <inheritdoc/>
    public FleetErrorCode Code { get; }
}
