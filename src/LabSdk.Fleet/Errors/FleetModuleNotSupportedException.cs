namespace LabSdk.Fleet;

/// <summary>The gateway has not loaded the module.</summary>
public sealed class FleetModuleNotSupportedException : FleetConnectRejectedException
{
    internal FleetModuleNotSupportedException(string message)
        : base(
            FleetErrorIds.ModuleNotSupported,
            FleetResponseType.ModuleNotSupported,
            FleetErrorCode.ModuleNotSupported,
            message,
            "Check the module's number: 1 mission, 2 io, 3 transparent, 1000 example; and the gateway's list of modules.",
            isTransient: false)
    {
    }
}
