namespace LabSdk.Simulation;

/// <summary>What simulated telemetry consists of.</summary>
public sealed record SimulatedTelemetryOptions
{
    /// <summary>The broker. Its port is chosen by the system if nothing else is said.</summary>
    public SimulatedBrokerOptions Broker { get; init; } = new();

    /// <summary>The data source. Default <c>Default</c>.</summary>
    public string DataSource { get; init; } = "Default";

    /// <summary>Seed of the cars. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Laps of the finished session <c>Run 1</c>; 0 for none. Default 3.</summary>
    public int HistoryLaps { get; init; } = 3;

    /// <summary>True, the default, for a car that laps now, in the session <c>Run 2</c>.</summary>
    public bool HasLiveCar { get; init; } = true;

    /// <summary>Laps after which the live car ends its session; 0, the default, for until it is disposed.</summary>
    public int LiveLaps { get; init; }

    /// <summary>Seconds of the live car in a second of the clock. Default 1.</summary>
    public double Speed { get; init; } = 1;
}
