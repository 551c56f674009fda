using LabSdk.Devices;

namespace LabSdk;

/// <summary>What takes the place of a motor in a dry run: its id, unit, limits and speed, and nothing of the device itself.</summary>
internal sealed class TwinMotor(IMovable original, TwinClock clock, double? speed, bool flies) : IMovable
{
    private static readonly TimeSpan UnknownFlight = TimeSpan.FromSeconds(10);
    private Flight? _flight;
    private int _moves;

    public string Id { get; } = original.Id;

    public DeviceDescription Description { get; } = original.Description with { IsSimulated = true };

    public string Unit { get; } = original.Unit;

    public DeviceLimits Limits { get; } = original.Limits;

    public double Tolerance { get; } = original.Tolerance;

    /// <summary>Where it is; it begins at 0, or at the limit next to that.</summary>
    public double Position { get; private set; } = Math.Max(original.Limits.Minimum, Math.Min(original.Limits.Maximum, 0));

    public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default)
    {
        if (_flight is { } flight)
        {
            var share = Math.Min(1, (clock.GetUtcNow() - flight.Began) / flight.Takes);
            Position = flight.From + ((flight.Target - flight.From) * share);
            if (share >= 1)
            {
                Position = flight.Target;
                flight.Ended.TrySetResult(Position);
            }
        }

        return new(Position);
    }

    public Motion StartMove(double target, MoveOptions? options = null)
    {
        if (options?.AllowBeyondLimits != true)
        {
            Limits.Check(Id, target, Unit);
        }

        var time = speed is { } known ? TimeSpan.FromSeconds(Math.Min(Math.Abs(target - Position) / known, PlanTime.Longest.TotalSeconds)) : TimeSpan.Zero;
        if (!flies || _moves++ != 1)
        {
            clock.Occupy(time);
            Position = target;
            return Motion.Completed(Id, target, Unit);
        }

        // The second move of a fly scan is the flight.
        var flight = _flight = new Flight(Position, target, clock.GetUtcNow(), speed is null ? UnknownFlight : time > TimeSpan.Zero ? time : TimeSpan.FromTicks(1), new TaskCompletionSource<double>());
        return Motion.Start(Id, target, Unit, async (motion, stop) =>
        {
            using var stopped = stop.Register(() => flight.Ended.TrySetException(motion.StoppedError()));
            return await flight.Ended.Task.ConfigureAwait(false);
        });
    }

    public ValueTask StopAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    private sealed record Flight(double From, double Target, DateTimeOffset Began, TimeSpan Takes, TaskCompletionSource<double> Ended);
}
