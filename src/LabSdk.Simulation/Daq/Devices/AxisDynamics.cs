namespace LabSdk.Simulation.Daq;

/// <summary>How an axis moves: units per second, units per second squared, and the time to settle after it arrived.</summary>
internal sealed record AxisDynamics(double Speed, double Acceleration, TimeSpan Settling);
