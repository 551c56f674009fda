using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A status of a car for the mission module. Reading is lenient: what is missing is null.</summary>
/// <param name="State">What it does.</param>
/// <param name="Speed">Metres per second, negative backwards.</param>
public sealed record MissionStatus(MissionState State, double Speed)
{
    private static readonly string[] Names = ["", "IDLE", "DRIVE", "IN_STOP", "OBSTACLE", "ERROR"];

    /// <summary>Fuel or charge, 0 to 1; null when not told.</summary>
    public double? Fuel { get; init; }

    /// <summary>Where it is; null when not told.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>Where it goes; null when nowhere.</summary>
    public MissionStop? NextStop { get; init; }

    /// <summary>Reads a status.</summary>
    /// <param name="data">The payload.</param>
    /// <returns>Null when it is no JSON object.</returns>
    public static MissionStatus? TryParse(ReadOnlyMemory<byte> data)
    {
        if (!PayloadJson.TryParse(data, out var json) || json.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            return null;
        }

        var telemetry = PayloadJson.Member(json, "telemetry");
        var state = PayloadJson.Text(PayloadJson.Member(json, "state")) is { } name ? Array.IndexOf(Names, name) : 0;
        return new MissionStatus((MissionState)Math.Max(state, 0), PayloadJson.Number(PayloadJson.Member(telemetry, "speed")) ?? double.NaN)
        {
            Fuel = PayloadJson.Number(PayloadJson.Member(telemetry, "fuel")),
            Position = GeoPosition.Read(PayloadJson.Member(telemetry, "position")),
            NextStop = MissionStop.Read(PayloadJson.Member(json, "nextStop")),
        };
    }

    /// <summary>Writes it as the module wants it. The key <c>nextStop</c> is always there: without it the module refuses.</summary>
    /// <exception cref="InvalidOperationException">The state is unknown, or a number is not finite.</exception>
    public byte[] ToPayload()
    {
        if (State == MissionState.Unknown || !double.IsFinite(Speed) || Fuel is { } fuel && !double.IsFinite(fuel))
        {
            throw new InvalidOperationException("A mission status needs a known state and finite numbers.");
        }

        var telemetry = new Dictionary<string, object> { ["speed"] = Speed };
        if (Fuel is { } level)
        {
            telemetry["fuel"] = level;
        }

        if (Position is not null)
        {
            telemetry["position"] = Position.ToJson();
        }

        return FleetJson.Write(new Dictionary<string, object?> { ["state"] = Names[(int)State], ["telemetry"] = telemetry, ["nextStop"] = NextStop?.ToJson() });
    }
}
