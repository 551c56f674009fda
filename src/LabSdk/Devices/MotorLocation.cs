namespace LabSdk;

/// <summary>Where a motor was sent and where it is.</summary>
/// <param name="Setpoint">The last target given through this object; NaN when none was.</param>
/// <param name="Readback">The position read back.</param>
/// <param name="Unit">The unit of both.</param>
public readonly record struct MotorLocation(double Setpoint, double Readback, string Unit);
