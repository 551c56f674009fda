using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A device that moves. Limits are checked here before anything is sent, because the daemon does not check them.</summary>
public sealed class DaqMotor : DaqDeviceAdapter, IMovable
{
    private const double RelativeTolerance = 1e-9;

    internal DaqMotor(DaqConnection connection, DaqHardware hardware, DaqDevice device)
        : base(connection, hardware, device)
    {
    }

    /// <inheritdoc/>
    public string Unit => Device.PositionUnit;

    /// <inheritdoc/>
    public DeviceLimits Limits => Device.PositionLimits;

    /// <inheritdoc/>
    public double Tolerance => double.IsFinite(Limits.Span) ? Limits.Span * RelativeTolerance : RelativeTolerance;

    /// <inheritdoc/>
    public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) => new(Hardware.GetPositionAsync(Id, cancellationToken));

    /// <summary>
    /// Starts a move and returns at once. Its progress is watched when it takes longer than 0.2 s; stopping it asks the
    /// device to stop. The daemon limits a command to 15 s: longer moves are waited for in slices.
    /// </summary>
    /// <param name="target">Where to go, in <see cref="Unit"/>.</param>
    /// <param name="options">Time limit and limit policy; null for the client's move timeout, inside the limits.</param>
    /// <exception cref="DeviceException">The target is outside the limits, or no finite number. Nothing was sent.</exception>
    public Motion StartMove(double target, MoveOptions? options = null)
    {
        var limits = options?.AllowBeyondLimits == true ? DeviceLimits.None : Limits;
        limits.Check(Id, target, Unit);
        var timeout = options?.Timeout ?? Connection.Options.MoveTimeout;
        return Motion.Start(Id, target, Unit, new MotorMove(Connection, Hardware, Device, target, timeout, Tolerance).RunAsync, time: Connection.Time);
    }

    /// <summary>
    /// Starts a move by a distance, as an absolute move from where the device is now: so the limits can be checked, and
    /// nothing moves twice whatever happens to the connection.
    /// </summary>
    /// <param name="distance">How far, in <see cref="Unit"/>, with sign.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading of the position; a move that has begun is stopped by its motion.</param>
    public async Task<Motion> StartMoveByAsync(double distance, MoveOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMove(await GetPositionAsync(cancellationToken).ConfigureAwait(false) + distance, options);

    /// <inheritdoc/>
    public async ValueTask StopAsync(CancellationToken cancellationToken = default) =>
        await Hardware.StopMotionAsync(Id, cancellationToken).ConfigureAwait(false);
}
