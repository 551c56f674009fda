using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>HardwareService: devices, motion, readings, triggers, exposure, lasers, frames and parameters.</summary>
/// <remarks>Thread-safe. Commands are sent at most once; reads may be repeated after a lost connection.</remarks>
public sealed partial class DaqHardware
{
    private readonly DaqConnection _connection;
    private readonly HardwareService.HardwareServiceClient _calls;
    private readonly HardwareService.HardwareServiceClient _streams;

    internal DaqHardware(DaqConnection connection)
    {
        _connection = connection;
        _calls = new HardwareService.HardwareServiceClient(connection.Calls);
        _streams = new HardwareService.HardwareServiceClient(connection.Streams);
        Catalog = new DeviceCatalog(connection, token => FetchDevicesAsync(null, token));
        connection.FindDeviceIds = Catalog.RefreshIdsAsync;
    }

    internal DeviceCatalog Catalog { get; }

    private static DaqCall Call(string method, string doing, string? deviceId = null, string? parameter = null) =>
        new($"HardwareService.{method}", doing) { DeviceId = deviceId, ParameterName = parameter };
}
