using System.Globalization;
using LabSdk.Connecting;
using LabSdk.Cxl;
using LabSdk.Devices;

namespace LabSdk.Families.Cxl;

/// <summary>A CXL component as parts of the lab.</summary>
internal static class CxlParts
{
    /// <summary>The unit of temperatures.</summary>
    public const string TemperatureUnit = "°C";

    public static async Task<DeviceParts> OfAsync(CxlSource source, string endpoint, bool isSimulated, CancellationToken cancellationToken)
    {
        ulong? serial;
        try
        {
            serial = await source.Endpoint.GetSerialNumberAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (error is CxlDeviceException or NotSupportedByDeviceException)
        {
            serial = null;
        }

        return Of(source, source.Endpoint.Name, endpoint, isSimulated, serial);
    }

    /// <summary>The parts of a component, also of one behind a tunnel.</summary>
    public static DeviceParts Of(CxlSource source, string id, string endpoint, bool isSimulated, ulong? serial)
    {
        var facts = new Dictionary<string, string>();
        if (serial is { } number)
        {
            facts["serial number"] = CxlText.Serial(number);
        }

        if (source.Endpoint.Tunnel.Layers > 0)
        {
            facts["through"] = $"{source.Endpoint.Root.Name}, {source.Endpoint.Tunnel}";
        }

        var description = new DeviceDescription(id, source.KindText, "cxl", source.Endpoint.IsMctp ? "cxl/mctp" : "cxl/mailbox", Category(source.Kind))
        {
            Capabilities = source.Kind switch
            {
                CxlKind.Memory => ["memory", "health"],
                CxlKind.Switch => ["fabric"],
                _ => ["cxl"],
            },
            Endpoint = endpoint,
            IsSimulated = isSimulated,
            Metadata = facts,
        };
        return new DeviceParts(description)
        {
            Cxl = source,
            ReadState = token => StateAsync(source, id, token),
            Health = new CxlHealthFacts(description, source),
        };
    }

    /// <summary>Asks the cheapest thing that tells whether the component is there; for a memory device its temperature.</summary>
    public static async Task<DeviceState> StateAsync(CxlSource source, string id, CancellationToken cancellationToken)
    {
        var endpoint = source.Endpoint;
        if (source.Kind is CxlKind.Memory or CxlKind.Unknown)
        {
            try
            {
                var health = await endpoint.ExecuteAsync<MemdevGetHealthInfo>(CxlCommands.MemdevGetHealthInfo, null, cancellationToken).ConfigureAwait(false);
                return new DeviceState(id, DateTimeOffset.UtcNow, true) { Reading = health.TemperatureCelsius };
            }
            catch (LabException error) when (CxlSupport.IsMissing(error))
            {
                // It answered; what it is matters less here than that it is there.
                return new DeviceState(id, DateTimeOffset.UtcNow, true);
            }
        }

        try
        {
            await endpoint.ExecuteAsync<Identify>(CxlCommands.Identify, null, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (CxlSupport.IsMissing(error))
        {
            return new DeviceState(id, DateTimeOffset.UtcNow, true);
        }

        return new DeviceState(id, DateTimeOffset.UtcNow, true);
    }

    private static string Category(CxlKind kind) => kind switch
    {
        CxlKind.Memory => "memory",
        CxlKind.Switch => "switch",
        CxlKind.FabricMemory => "fabric memory",
        _ => "cxl",
    };
}
