using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Text;

namespace LabSdk;

/// <summary>The errors of the facade, worded in one place.</summary>
internal static class LabErrors
{
    private const int MostListed = 12;

    public static LabConnectionException Closed(string lab) => new(
        CoreErrorIds.Closed,
        $"{lab} has been closed; its devices can no longer be used.",
        "Connect again with Lab.Connect, and keep the lab open for as long as its devices are used.",
        isTransient: false);

    public static DeviceException UnknownDevice(string id, IEnumerable<string> known, IReadOnlyList<RegistrationFailure> failures)
    {
        var failed = failures.FirstOrDefault(failure => string.Equals(failure.DeviceId, id, StringComparison.OrdinalIgnoreCase));
        return failed is null
            ? new DeviceException(LabErrorIds.UnknownDevice, $"The lab has no device '{id}'.", NearestNames.Hint(id, known, "devices"))
            {
                DeviceId = id,
            }
            : new DeviceException(
                LabErrorIds.UnknownDevice,
                $"The device '{id}' did not start: {failed.Error}",
                "Correct its entry in the hardware file, or its cabling, and restart the daemon.")
            {
                DeviceId = id,
                Endpoint = failed.Endpoint,
            };
    }

    public static NotSupportedByDeviceException WrongCapability(DeviceParts parts, string wanted)
    {
        var device = parts.Description;
        var able = device.Capabilities.Count == 0 ? "nothing that it tells of" : string.Join(", ", device.Capabilities);
        var way = string.Join(" or ", Capabilities.WaysToGet(parts));
        return new NotSupportedByDeviceException(
            LabErrorIds.MissingCapability,
            $"'{device.Id}' ({device.Name}) is not {wanted}. It is: {able}.",
            way.Length == 0 ? "Pick another device from lab.Devices." : $"Use {way}.")
        {
            DeviceId = device.Id,
            Endpoint = device.Endpoint,
        };
    }

    public static NotSupportedByDeviceException NoFunction(DeviceDescription device, string function) => new(
        LabErrorIds.MissingCapability,
        $"'{device.Id}' ({device.Name}) has no {function}. It is: {string.Join(", ", device.Capabilities)}.",
        "See device.Description.Capabilities for what it can do.")
    {
        DeviceId = device.Id,
        Endpoint = device.Endpoint,
    };

    public static LabConfigurationException Ambiguous(string id, IEnumerable<string> fullIds) => new(
        LabErrorIds.AmbiguousDevice,
        $"Several endpoints have a device '{id}'.",
        $"Name one of them: {string.Join(", ", fullIds.Select(full => $"\"{full}\""))}.")
    {
        DeviceId = id,
    };

    public static LabConfigurationException SeveralDiagnosticDevices(IEnumerable<string> fullIds) => Several("diagnostic devices", "Mds", fullIds);

    public static LabConfigurationException SeveralCxlDevices(IEnumerable<string> fullIds) => Several("CXL components", "Cxl", fullIds);

    private static LabConfigurationException Several(string what, string method, IEnumerable<string> fullIds) => new(
        LabErrorIds.AmbiguousDevice,
        $"The lab has several {what}.",
        $"Name one of them: {string.Join(", ", fullIds.Select(full => $"lab.{method}(\"{full}\")"))}.");

    public static LabConfigurationException SeveralGatewayDevices(IEnumerable<string> fullIds) => new(
        LabErrorIds.AmbiguousDevice,
        "The lab has several devices at gateways.",
        $"Name one of them: {string.Join(", ", fullIds.Select(full => $"lab.Fleet(\"{full}\")"))}.");

    public static LabConfigurationException FamilyNotConnected(string family, IEnumerable<string> endpoints) => new(
        LabErrorIds.FamilyNotConnected,
        $"The lab has no {family} endpoint. It is connected to {string.Join(", ", endpoints)}.",
        $"Add one to Lab.Connect, for example {Example(family)}.");

    public static LabConfigurationException SeveralTelemetries(IEnumerable<string> endpoints) => new(
        LabErrorIds.AmbiguousDevice,
        "The lab is connected to several telemetry brokers.",
        $"Name one of them: {string.Join(", ", endpoints.Select(each => $"lab.TelemetryAt(\"{each}\")"))}.");

    public static LabConfigurationException UnknownSignal(string signal, string session, IEnumerable<string> known) => new(
        LabErrorIds.UnknownSignal, $"The session {session} has no signal '{signal}'.", NearestNames.Hint(signal, known, "signals"));

    public static LabConfigurationException SeveralSignals(string signal, IEnumerable<string> found) => new(
        LabErrorIds.UnknownSignal, $"'{signal}' names several signals.", $"Name one of them: {string.Join(", ", found.Take(MostListed).Select(each => $"\"{each}\""))}, or ask for a frame of all.");

    public static LabTimeoutException Stale(string signal, TimeSpan limit, string lastSeen) => new(
        LabErrorIds.StaleSignal,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"No value of '{signal}' came within {limit.TotalSeconds:0.###} s; {lastSeen}."),
        "Check that a session is being written and that the name is right: lab.Telemetry.Sessions. A slow signal needs a longer staleAfter.")
    {
        DeviceId = signal,
        Timeout = limit,
    };

    private static string Example(string family) => family switch
    {
        "daq" => "\"localhost:50051\"",
        "mds" => "\"mds://hid/2fe3:0007\", or \"mds:sim\" for a simulated one",
        "cxl" => "\"cxl:mem0\", \"cxl+mctp://11/28\", or \"cxl:sim\" for a simulated one",
        "odp" => "\"odp://localhost:9092\", or \"odp:sim\" for a simulated one",
        "fleet" => "\"fleet://127.0.0.1:8888/1000/0/left_button?name=button1\", or \"fleet:sim\" for simulated ones",
        _ => $"\"{family}:...\"",
    };
}
