using LabSdk.Notebooks;

namespace LabSdk.Kernel.Completion;

/// <summary>Completes the names that a connected lab knows: devices in <c>lab.Motor("...")</c>, parameters in <c>device.Parameters["..."]</c>. Asks no device.</summary>
internal sealed class LabNames : IStringCompletion
{
    public IEnumerable<CompletionItem> Propose(StringPlace place) => place.Receiver switch
    {
        Lab lab when place.Parameter == "id" => Devices(lab.Devices, place.Member),
        DeviceTable table when place.Member == "this[]" => Devices(table, "Device"),
        DeviceParameters parameters => parameters.Known.Select(each => new CompletionItem(each.Name, "parameter", each.Unit)),
        _ => [],
    };

    public object? Read(object owner, string property) => (owner, property) switch
    {
        (ScanResult scan, nameof(ScanResult.Data)) => scan.Data,
        (Device device, nameof(Device.Parameters)) => device.Parameters,
        _ => null,
    };

    private static IEnumerable<CompletionItem> Devices(DeviceTable devices, string member) =>
        devices.Where(device => member == "Device" || device.WaysToGet.Any(way => way.StartsWith($"lab.{member}(", StringComparison.Ordinal)))
            .Select(device => new CompletionItem(device.Id, "device", device.Description.Driver is { Length: > 0 } driver ? $"{device.GetType().Name} ({driver})" : device.GetType().Name));
}
