namespace LabSdk.Fleet.Tests.Client;

/// <summary>The names of the recordings for our errors.</summary>
internal static class Categories
{
    public static string Of(Exception error) => error switch
    {
        FleetConnectionRefusedException => "ConnectionRefused",
        FleetProtocolErrorException => "CommunicationError",
        FleetTimeoutException => "ServerTookTooLong",
        FleetAlreadyConnectedException => "AlreadyConnected",
        FleetModuleNotSupportedException => "ModuleNotSupported",
        FleetDeviceNotSupportedException => "DeviceNotSupported",
        FleetHigherPriorityConnectedException => "HigherPriorityAlreadyConnected",
        FleetNoCommandException => "NoCommand",
        FleetClientDestroyedException => "ContextDestroyed",
        ArgumentException => "ArgumentError",
        _ => error.GetType().Name,
    };
}
