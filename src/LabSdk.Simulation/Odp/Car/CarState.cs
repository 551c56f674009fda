namespace LabSdk.Simulation;

/// <summary>What a simulated car does at one time.</summary>
public readonly record struct CarState
{
    /// <summary>Speed in km/h.</summary>
    public double Speed { get; init; }

    /// <summary>Acceleration to the left, in g.</summary>
    public double GLat { get; init; }

    /// <summary>Acceleration forward, in g.</summary>
    public double GLong { get; init; }

    /// <summary>Throttle, 0 to 100 %.</summary>
    public double Throttle { get; init; }

    /// <summary>Brake pressure, in bar.</summary>
    public double Brake { get; init; }

    /// <summary>Engine speed, in revolutions a minute.</summary>
    public double Rpm { get; init; }

    /// <summary>Gear, 1 to 8.</summary>
    public int Gear { get; init; }

    /// <summary>Water temperature, in °C.</summary>
    public double Water { get; init; }

    /// <summary>Oil temperature, in °C.</summary>
    public double Oil { get; init; }

    /// <summary>Position east of the middle of the track, in m.</summary>
    public double X { get; init; }

    /// <summary>Position north of the middle of the track, in m.</summary>
    public double Y { get; init; }

    /// <summary>Way since the start line, in m.</summary>
    public double Distance { get; init; }

    /// <summary>The lap; the out lap is 1.</summary>
    public int Lap { get; init; }
}
