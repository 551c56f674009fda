using LabSdk.Cxl;
using LabSdk.Display;
using LabSdk.Families.Cxl;

namespace LabSdk.Presentation;

/// <summary>What the card of a CXL component says.</summary>
internal static class CxlFacts
{
    public static void Add(PropertyList facts, CxlDevice device, DeviceState? state)
    {
        if (device.Source.Kind == CxlKind.Memory)
        {
            facts.Add(new Property("Temperature", state is null ? "n/a" : state.Reading is { } reading ? Cell.Number(reading, CxlParts.TemperatureUnit) : Cell.Of(State.Unknown, "not implemented"), IsLead: true));
        }

        facts.Add("Reached by", device.Client.IsMctp ? "MCTP" : "mailbox");
        facts.Add("Fabric manager commands", device.Client.IsFmApiEnabled ? "on" : "off");
        facts.Add("Permitted", Permitted(device.Permissions));
        if ((device.Source.Warning ?? device.Client.ProbeWarning) is { } warning)
        {
            facts.Add("Did not say what it is", Cell.Of(State.Warn, warning));
        }
    }

    private static string Permitted(CxlPermissions permissions)
    {
        var more = string.Join(", ", new[]
        {
            permissions.AllowDisruptive ? "disruptive" : null,
            permissions.AllowSecurity ? "security" : null,
            permissions.AllowVendor ? "vendor" : null,
        }.OfType<string>());
        return more.Length == 0 ? "nothing dangerous" : $"{more} commands";
    }
}
