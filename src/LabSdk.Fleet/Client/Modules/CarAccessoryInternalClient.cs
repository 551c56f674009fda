namespace LabSdk.Fleet;

/// <summary>An <see cref="InternalClient"/> of the io module by its older name.</summary>
/// <inheritdoc cref="InternalClient" path="/remarks"/>
public class CarAccessoryInternalClient : InternalClient
{
    /// <summary>Connects to module 2. Blocks until the gateway has answered.</summary>
    /// <param name="hostname">A name or address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="deviceName">The name for people; may be empty.</param>
    /// <param name="deviceType">1 Arduino Opta, 2 Arduino Mega, 3 Arduino Uno R4, 4 button.</param>
    /// <param name="deviceRole">The role; may be empty.</param>
    /// <param name="devicePriority">0 to 4294967295; 0, the default, is the highest.</param>
    /// <param name="options">How; null for the defaults of the reference.</param>
    /// <exception cref="ArgumentException">An argument is not valid.</exception>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached or does not answer as one.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refuses the device.</exception>
    public CarAccessoryInternalClient(string hostname, int port, string deviceName, long deviceType, string deviceRole, long devicePriority = 0, FleetOptions? options = null)
        : base(FleetModule.CarAccessory, hostname, port, deviceName, deviceType, deviceRole, devicePriority, options)
    {
    }
}
