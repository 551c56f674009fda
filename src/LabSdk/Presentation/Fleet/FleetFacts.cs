using System.Globalization;
using LabSdk.Display;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>What the card of a device at a gateway says.</summary>
internal static class FleetFacts
{
    private const int ShortText = 60;

    /// <summary>Counters and times.</summary>
    public static void Add(PropertyList facts, GatewayDevice device)
    {
        var now = device.Client.Statistics;
        facts.Add(new Property("Round trip", now.LastRoundTrip is { } last ? Cell.Number(last.TotalMilliseconds, "ms", "0.###") : "no status yet", IsLead: true));
        if (now.MedianRoundTrip is { } median)
        {
            facts.Add("Median", Cell.Number(median.TotalMilliseconds, "ms", "0.###"));
        }

        facts.Add("Connection", State(device.Client));
        facts.Add("Statuses", string.Create(CultureInfo.InvariantCulture, $"{now.Statuses} answered{(now.FailedStatuses > 0 ? $", {now.FailedStatuses} failed" : "")}"));
        facts.Add("Commands", string.Create(CultureInfo.InvariantCulture, $"{now.Commands}{(now.Unsolicited > 0 ? $", {now.Unsolicited} of them unasked" : "")}{(now.Overflow > 0 ? $", {now.Overflow} dropped" : "")}"));
        if (now.Reconnects + now.PossibleDuplicates > 0)
        {
            facts.Add("Reconnects", string.Create(CultureInfo.InvariantCulture, $"{now.Reconnects}, {now.PossibleDuplicates} statuses may have been delivered twice"));
        }
    }

    /// <summary>The last status and command, the way the module is shown.</summary>
    public static IReadOnlyList<Block> Panels(GatewayDevice device)
    {
        var blocks = new List<Block>();
        if (device.Identity.Module == FleetModule.Example && device.LastStatus is { } pressed)
        {
            return [ButtonView.Of(pressed, device.Command)];
        }

        if (device.LastStatus is { } status)
        {
            blocks.Add(new Section("Status", PayloadView.Of(status)));
        }

        if (device.Command is { } command)
        {
            blocks.Add(new Section("Command", PayloadView.Of(command)));
        }

        return blocks.Count == 2 ? [new Row(blocks)] : blocks;
    }

    /// <summary>The last status and command in one line; null before the first.</summary>
    public static string? Line(GatewayDevice device) => device.LastStatus is { } status
        ? $"{Short(status)} → {(device.Command is { } command ? Short(command) : "no command")}"
        : null;

    /// <summary>Where the client stands, as a state.</summary>
    public static Cell State(FleetClient client) => client.State switch
    {
        FleetState.Connected => Cell.Of(Display.State.Ok, "connected"),
        FleetState.Reconnecting => Cell.Of(Display.State.Warn, "connecting again"),
        FleetState.Disconnected => Cell.Of(Display.State.Warn, "not connected: the next status connects again"),
        _ => Cell.Of(Display.State.Fault, "destroyed"),
    };

    private static string Short(GatewayPayload payload)
    {
        var text = payload.Data.IsEmpty ? "(empty)" : payload.ToString();
        return text.Length <= ShortText ? text : text[..ShortText] + "…";
    }
}
