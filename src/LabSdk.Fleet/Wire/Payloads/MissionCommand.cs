using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A command of the mission module. Reading is lenient: what is missing is empty.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Stops">The stops that are left, in order.</param>
/// <param name="Route">The name of the route; may be empty.</param>
public sealed record MissionCommand(MissionAction Action, IReadOnlyList<MissionStop> Stops, string Route)
{
    private static readonly string[] Names = ["", "NO_ACTION", "STOP", "START"];

    /// <summary>Reads a command. The stops may also stand under <c>stations</c>, as the module's document has it.</summary>
    /// <param name="data">The payload.</param>
    /// <returns>Null when it is no JSON object.</returns>
    public static MissionCommand? TryParse(ReadOnlyMemory<byte> data)
    {
        if (!PayloadJson.TryParse(data, out var json) || json.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            return null;
        }

        var action = PayloadJson.Text(PayloadJson.Member(json, "action")) is { } name ? Array.IndexOf(Names, name) : 0;
        var stops = PayloadJson.Items(PayloadJson.Member(json, "stops") ?? PayloadJson.Member(json, "stations"))
            .Select(stop => MissionStop.Read(stop)).OfType<MissionStop>().ToArray();
        return new MissionCommand((MissionAction)Math.Max(action, 0), stops, PayloadJson.Text(PayloadJson.Member(json, "route")) ?? "");
    }

    /// <summary>Writes it as the module takes it from the cloud.</summary>
    /// <exception cref="InvalidOperationException">The action is unknown.</exception>
    public byte[] ToPayload() => Action == MissionAction.Unknown
        ? throw new InvalidOperationException("A mission command needs a known action.")
        : FleetJson.Write(new { action = Names[(int)Action], stops = Stops.Select(stop => stop.ToJson()).ToArray(), route = Route });
}
