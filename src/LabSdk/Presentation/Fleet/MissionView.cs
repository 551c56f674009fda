using System.Globalization;
using LabSdk.Display;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>The status of a car and its mission.</summary>
internal static class MissionView
{
    private const double UsualTopSpeed = 15;

    public static Block Of(MissionStatus status)
    {
        var facts = new PropertyList { { "State", Cell.Of(StateOf(status.State), Words(status.State)) } };
        facts.Add(new Property("Speed", double.IsFinite(status.Speed) ? Cell.Number(status.Speed, "m/s") : "not told", IsLead: true));
        var blocks = new List<Block> { facts };
        if (double.IsFinite(status.Speed))
        {
            blocks.Add(new RangeBar(Math.Abs(status.Speed), 0, Math.Max(UsualTopSpeed, Math.Ceiling(Math.Abs(status.Speed) / 5) * 5), "m/s"));
        }

        var more = new PropertyList();
        if (status.Fuel is { } fuel)
        {
            blocks.Add(new PropertyList { { "Fuel", Cell.Number(fuel * 100, "%", "0.#") } });
            blocks.Add(new RangeBar(fuel * 100, 0, 100, "%"));
        }

        more.AddKnown("Position", Text(status.Position));
        more.Add("Next stop", status.NextStop is { } stop ? stop.Name : "none");
        blocks.Add(more);
        return new Stack(blocks);
    }

    public static Block Of(MissionCommand command)
    {
        var facts = new PropertyList { { "Action", Cell.Of(command.Action == MissionAction.Unknown ? State.Unknown : State.Ok, command.Action switch { MissionAction.NoAction => "nothing to do", MissionAction.Stop => "stop", MissionAction.Start => "start", _ => "unknown" }) } };
        facts.AddKnown("Route", command.Route);
        return command.Stops.Count == 0
            ? new Stack(facts, new TextBlock("No stops.", TextStyle.Muted))
            : new Stack(facts, new TableModel(
                ["#", "Stop", "Latitude", "Longitude", new("Altitude", "m")],
                command.Stops.Select((stop, index) => new Cell[] { index + 1, stop.Name, Degrees(stop.Position?.Latitude), Degrees(stop.Position?.Longitude), Cell.Number(stop.Position?.Altitude, null, "0.#") }))
            { ShowSize = false });
    }

    /// <summary>A state of a car in words.</summary>
    public static string Words(MissionState state) => state switch
    {
        MissionState.Idle => "idle",
        MissionState.Drive => "driving",
        MissionState.InStop => "in stop",
        MissionState.Obstacle => "obstacle",
        MissionState.Error => "error",
        _ => "unknown",
    };

    private static State StateOf(MissionState state) => state switch
    {
        MissionState.Obstacle => State.Warn,
        MissionState.Error => State.Fault,
        MissionState.Unknown => State.Unknown,
        _ => State.Ok,
    };

    private static Cell Text(GeoPosition? position) => position is null ? Cell.Null
        : string.Create(CultureInfo.InvariantCulture, $"{position.Latitude:0.000000}°, {position.Longitude:0.000000}°, {position.Altitude:0.#} m");

    private static Cell Degrees(double? value) => Cell.Number(value, null, "0.000000");
}
