namespace LabSdk.Simulation.Odp;

/// <summary>Signals that share packets: one stream, one rate.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Hz">The rate.</param>
/// <param name="IsRows">True when they go out as rows, with a time each.</param>
/// <param name="Signals">The signals.</param>
internal sealed record CarSignalGroup(string Stream, double Hz, bool IsRows, IReadOnlyList<CarSignal> Signals)
{
    public ulong Interval => (ulong)Math.Round(1e9 / Hz);
}

/// <summary>What the car measures.</summary>
internal static class CarSignals
{
    public const string Chassis = "Chassis";
    public const string Engine = "Engine";
    public const string GearChange = "GearChange:Chassis";
    public const double FastHz = 100;

    public static IReadOnlyList<CarSignalGroup> Groups { get; } =
    [
        new(Chassis, FastHz, false,
        [
            CarSignal.Number("vCar:Chassis", "km/h", 0, 360, "Speed", 0.3, state => state.Speed),
            CarSignal.Number("gLat:Chassis", "g", -6, 6, "Acceleration to the left", 0.03, state => state.GLat),
            CarSignal.Number("gLong:Chassis", "g", -6, 6, "Acceleration forward", 0.03, state => state.GLong),
            CarSignal.Number("rThrottle:Chassis", "%", 0, 100, "Throttle pedal", 0, state => state.Throttle),
            CarSignal.Number("pBrake:Chassis", "bar", 0, 120, "Brake pressure", 0, state => state.Brake),
        ]),
        new(Engine, FastHz, false, [CarSignal.Number("nEngine:Engine", "rpm", 0, 13_000, "Engine speed", 15, state => state.Rpm)]),
        new(Engine, 10, false,
        [
            CarSignal.Number("tWater:Engine", "°C", 0, 130, "Water temperature", 0.1, state => state.Water),
            CarSignal.Number("tOil:Engine", "°C", 0, 160, "Oil temperature", 0.1, state => state.Oil),
        ]),
        new(Chassis, 10, false,
        [
            CarSignal.Integer("NGear:Chassis", 1, 8, "Gear", state => state.Gear),
            CarSignal.Flag("BDrs:Chassis", "Rear wing open", state => state is { Speed: > 250, Throttle: > 95 } && Math.Abs(state.GLat) < 1),
        ]),
        new(Chassis, 1, false,
        [
            CarSignal.Integer("NLap:Chassis", 0, 1000, "Lap; the out lap is 1", state => state.Lap),
            CarSignal.Text("SDriving:Chassis", "What the driver does", Driving),
        ]),
        new(Chassis, 10, true,
        [
            CarSignal.Number("xCar:Chassis", "m", -1500, 1500, "Position to the east", 0.05, state => state.X),
            CarSignal.Number("yCar:Chassis", "m", -1500, 1500, "Position to the north", 0.05, state => state.Y),
        ]),
    ];

    private static string Driving(CarState state) => state switch
    {
        { Lap: 1 } => "out lap",
        { Brake: > 1 } => "braking",
        _ when Math.Abs(state.GLat) > 1.5 => "cornering",
        _ => "accelerating",
    };
}
