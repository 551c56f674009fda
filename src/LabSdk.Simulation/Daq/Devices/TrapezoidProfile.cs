namespace LabSdk.Simulation.Daq;

/// <summary>
/// Motion from rest to rest over a distance with equal acceleration and deceleration: a trapezoid of speed, or a triangle
/// when the distance is too short to reach full speed.
/// </summary>
internal readonly struct TrapezoidProfile
{
    private readonly double _sign;
    private readonly double _length;
    private readonly double _acceleration;
    private readonly double _peakSpeed;
    private readonly double _rampSeconds;

    public TrapezoidProfile(double distance, double speed, double acceleration)
    {
        _sign = Math.Sign(distance);
        _length = Math.Abs(distance);
        _acceleration = acceleration;
        _peakSpeed = Math.Min(speed, Math.Sqrt(_length * acceleration));
        _rampSeconds = _peakSpeed / acceleration;
        var cruise = _peakSpeed > 0 ? (_length - (_peakSpeed * _rampSeconds)) / _peakSpeed : 0;
        Seconds = (2 * _rampSeconds) + Math.Max(0, cruise);
    }

    /// <summary>Whole duration in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Signed distance covered after that many seconds.</summary>
    public double CoveredAt(double seconds)
    {
        if (seconds <= 0)
        {
            return 0;
        }

        if (seconds >= Seconds)
        {
            return _sign * _length;
        }

        if (seconds < _rampSeconds)
        {
            return _sign * 0.5 * _acceleration * seconds * seconds;
        }

        var left = Seconds - seconds;
        return left < _rampSeconds
            ? _sign * (_length - (0.5 * _acceleration * left * left))
            : _sign * ((0.5 * _peakSpeed * _rampSeconds) + (_peakSpeed * (seconds - _rampSeconds)));
    }
}
