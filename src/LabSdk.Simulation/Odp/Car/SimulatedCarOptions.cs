namespace LabSdk.Simulation;

/// <summary>How a simulated car is set up. Equal options and start times give equal samples.</summary>
public sealed record SimulatedCarOptions
{
    /// <summary>The data source it writes to. Default <c>Default</c>.</summary>
    public string DataSource { get; init; } = "Default";

    /// <summary>The name of its session. Default <c>Simulated run</c>.</summary>
    public string Identifier { get; init; } = "Simulated run";

    /// <summary>Seed of the pace of its laps and of all noise. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Laps after which it stops and ends its session, the out lap included; 0, the default of a live car, for until it is disposed.</summary>
    public int Laps { get; init; }

    /// <summary>Seconds of the car in a second of the clock, for a live car. Default 1; 0.01 to 1,000.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>When it drives off. Null, the default, for now; for a history, so that it has just come in.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>How often a live car sends what it has measured, by the clock. Default 100 ms.</summary>
    public TimeSpan SendInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Laps);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SendInterval, TimeSpan.Zero);
        if (!(Speed is >= 0.01 and <= 1000))
        {
            throw new ArgumentOutOfRangeException(nameof(Speed), Speed, "The speed of a simulated car is 0.01 to 1000 times that of the clock.");
        }
    }
}
