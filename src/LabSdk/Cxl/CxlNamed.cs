using LabSdk.Text;

namespace LabSdk;

/// <summary>Finds a log or feature by its name or UUID.</summary>
internal static class CxlNamed
{
    public static T Find<T>(CxlDevice device, IReadOnlyList<T> items, string name, string what, Func<T, string> nameOf, Func<T, Guid> idOf)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var found = items.FirstOrDefault(item => string.Equals(nameOf(item), name, StringComparison.OrdinalIgnoreCase))
            ?? (Guid.TryParse(name, out var id) ? items.FirstOrDefault(item => idOf(item) == id) : null);
        return found ?? throw new NotSupportedByDeviceException(
            LabErrorIds.MissingCapability, $"'{device.Id}' has no {what} '{name}'.", NearestNames.Hint(name, items.Select(nameOf), $"{what}s"))
        {
            DeviceId = device.Id,
            Endpoint = device.Description.Endpoint,
        };
    }
}
