using System.Globalization;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>How a simulated stage deviates from an ideal one.</summary>
internal sealed record StageBehaviour(bool EnforcesLimits, bool CanStop, bool BlocksDuringMotion, AxisDynamics? Dynamics);

/// <summary>The mock stage: a linear axis of -100 to 100 mm.</summary>
internal sealed class MockStage : SimulatedDevice, IMovableDriver
{
    private const double Minimum = -100;
    private const double Maximum = 100;
    private readonly StageBehaviour _behaviour;
    private readonly MotionAxis _axis;
    private readonly FloatParameter _position;

    public MockStage(string id, string name, TimeProvider time, StageBehaviour behaviour)
        : base(id, name, "mock_stage", DeviceCategory.Stage)
    {
        _behaviour = behaviour;
        _axis = new MotionAxis(time, 0, behaviour.Dynamics);

        // Setting the parameter teleports the stage: the daemon's mock does not connect it to a motion.
        _position = Add(new FloatParameter("position", "Stage position", "mm", 0) { Apply = _axis.Place });
    }

    public double Position => _axis.Position;

    public override DeviceMetadata Describe() => new() { PositionUnits = "mm", MinPosition = Minimum, MaxPosition = Maximum };

    public async Task MoveAbsoluteAsync(double target, CancellationToken cancellationToken)
    {
        if (!double.IsFinite(target))
        {
            throw new DriverFault($"Invalid position: {RustNumber.Plain(target)}");
        }

        if (_behaviour.EnforcesLimits && target is < Minimum or > Maximum)
        {
            throw new DriverFault(
                $"Position {FixedPoint(target)}mm exceeds limits [{FixedPoint(Minimum)}, {FixedPoint(Maximum)}]mm");
        }

        _axis.Start(target);
        _position.Store(target);
        if (_behaviour.BlocksDuringMotion)
        {
            await BlockAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task MoveRelativeAsync(double distance, CancellationToken cancellationToken) =>
        MoveAbsoluteAsync(Position + distance, cancellationToken);

    public Task WaitSettledAsync(CancellationToken cancellationToken) => _axis.WaitSettledAsync(cancellationToken);

    public void Stop()
    {
        if (!_behaviour.CanStop)
        {
            throw new DriverFault("Stop not supported by this device");
        }

        _axis.Stop();
        _position.Store(_axis.Position);
    }

    private async Task BlockAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _axis.WaitSettledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The motion lives inside the command: whoever gives the command up leaves the stage half-way.
            _axis.Stop();
            throw;
        }
    }

    private static string FixedPoint(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
