using LabSdk.Devices;

namespace LabSdk.Tests.Scans;

/// <summary>A motor made of settings: records what it is told, and waits where the test says so.</summary>
internal sealed class SoftMotor(string id, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, List<string>? log = null) : IMovable
{
    private int _moving;

    public string Id => id;

    public DeviceDescription Description { get; init; } = new(id, id, "daq", "soft", "stage");

    public string Unit { get; init; } = "mm";

    public DeviceLimits Limits => new(minimum, maximum);

    public double Tolerance => 0;

    public double Position { get; set; }

    /// <summary>Added to what the motor reports after a move.</summary>
    public double Offset { get; init; }

    public List<double> Targets { get; } = [];

    public int StopCount;

    /// <summary>True while a move is under way.</summary>
    public bool IsMoving => Volatile.Read(ref _moving) > 0;

    /// <summary>What a move does before it arrives; its token is cancelled by a stop. Null arrives at once.</summary>
    public Func<double, CancellationToken, Task>? OnMove { get; set; }

    /// <summary>What is done when it is asked where it stands.</summary>
    public Func<CancellationToken, Task>? OnGetPosition { get; set; }

    public async ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default)
    {
        if (OnGetPosition is { } before)
        {
            await before(cancellationToken);
        }

        return Position;
    }

    public Motion StartMove(double target, MoveOptions? options = null)
    {
        if (options?.AllowBeyondLimits != true)
        {
            Limits.Check(Id, target, Unit);
        }

        Targets.Add(target);
        log?.Add($"move {Id} {target:R}");
        if (OnMove is null)
        {
            Position = target;
            return Motion.Completed(Id, target + Offset, Unit);
        }

        return Motion.Start(Id, target, Unit, MoveAsync, Position);
    }

    public ValueTask StopAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref StopCount);
        return ValueTask.CompletedTask;
    }

    private async Task<double> MoveAsync(Motion motion, CancellationToken stop)
    {
        Interlocked.Increment(ref _moving);
        try
        {
            await OnMove!(motion.Target, stop);
            Position = motion.Target;
            motion.Report(Position);
            return Position + Offset;
        }
        catch (OperationCanceledException)
        {
            await StopAsync(CancellationToken.None);
            throw motion.StoppedError();
        }
        finally
        {
            Interlocked.Decrement(ref _moving);
        }
    }
}
