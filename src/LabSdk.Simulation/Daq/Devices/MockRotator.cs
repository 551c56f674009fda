namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The mock rotator: 0 to 360 degrees, 10 ms per degree at full velocity; it blocks while it turns and cannot stop.</summary>
internal sealed class MockRotator : SimulatedDevice, IMovableDriver
{
    private const double SecondsPerDegree = 0.010;
    private readonly TimeProvider _time;
    private readonly bool _instant;
    private readonly FloatParameter _position;
    private readonly FloatParameter _velocity;

    public MockRotator(TimeProvider time, bool instant)
        : base("mock_rotator", "Mock Rotator", "mock_rotator", DeviceCategory.Stage)
    {
        _time = time;
        _instant = instant;
        _position = Add(new FloatParameter("position_degrees", "Rotation angle", "deg", 0, (0, 360)));
        _velocity = Add(new FloatParameter("velocity_percent", "Velocity", "%", 100, (1, 100)));
    }

    public double Position => _position.Value;

    public override DeviceMetadata Describe() => new() { PositionUnits = "deg", MinPosition = 0, MaxPosition = 360 };

    public async Task MoveAbsoluteAsync(double target, CancellationToken cancellationToken)
    {
        if (!(target is >= 0 and <= 360))
        {
            throw new DriverFault($"Position {RustNumber.Plain(target)} outside range (0-360)");
        }

        if (!_instant)
        {
            var seconds = Math.Abs(target - Position) * SecondsPerDegree * 100 / _velocity.Value;
            await Task.Delay(TimeSpan.FromSeconds(seconds), _time, cancellationToken).ConfigureAwait(false);
        }

        _position.Store(target);
    }

    public Task MoveRelativeAsync(double distance, CancellationToken cancellationToken) =>
        MoveAbsoluteAsync(Position + distance, cancellationToken);

    public Task WaitSettledAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Stop() => throw new DriverFault("Stop not supported by this device");
}
