using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Display.Widgets;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>A device that can be brought to a position.</summary>
/// <example>
/// <code>
/// var stage = lab.Motor("mock_stage");
/// stage.Position = 10;                    // blocks until the stage is there
/// var motion = stage.StartMove(50);       // does not block
/// motion.Wait();
/// </code>
/// </example>
public sealed class Motor : Device, IMovable, IReadable
{
    private readonly IMovable _movable;
    private double _setpoint = double.NaN;
    private double? _tolerance;

    internal Motor(Lab lab, DeviceParts parts)
        : base(lab, parts)
    {
        _movable = parts.Movable!;
        AllowBeyondLimits = lab.Options.AllowBeyondLimits;
    }

    /// <summary>
    /// Where it is, in <see cref="Units"/>. Reading asks the device; setting moves it and blocks until it has settled.
    /// </summary>
    /// <exception cref="DeviceException">The target is outside <see cref="Limits"/> (nothing is sent), or the move failed.</exception>
    public double Position
    {
        get => WaitValue($"Reading the position of '{Id}'", GetPositionAsync);
        set => Move(value);
    }

    /// <summary>The unit of positions; <c>units</c> when the device names none.</summary>
    public string Units => _movable.Unit.Length > 0 ? _movable.Unit : "units";

    /// <summary>The allowed range; open when the device names none. Checked before anything is sent.</summary>
    public DeviceLimits Limits => _movable.Limits;

    /// <summary>Sends targets outside <see cref="Limits"/> too. Default <see cref="LabOptions.AllowBeyondLimits"/>.</summary>
    public bool AllowBeyondLimits { get; set; }

    /// <summary>How far from its target it may come to rest, in <see cref="Units"/>; at least 0. Default as its driver says.</summary>
    public double Tolerance
    {
        get => _tolerance ?? _movable.Tolerance;
        set => _tolerance = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A tolerance is at least 0.");
    }

    /// <summary>Where it was sent and where it is. Blocks for one read.</summary>
    public MotorLocation Location => new(_setpoint, Position, Units);

    string IMovable.Unit => _movable.Unit;

    string IReadable.Unit => _movable.Unit;

    /// <summary>Moves it. Blocks until it has settled; an interrupt stops it first.</summary>
    /// <param name="target">Where to go, in <see cref="Units"/>.</param>
    /// <param name="timeout">The time after which the move fails; null for the driver's own rule.</param>
    /// <param name="cancellationToken">Interrupts the move.</param>
    /// <returns>The position read back.</returns>
    /// <exception cref="DeviceException">The target is outside <see cref="Limits"/> (nothing is sent), or the move failed.</exception>
    /// <exception cref="LabTimeoutException">It did not settle in time.</exception>
    public double Move(double target, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Lab.Calls.Move(Id, () => StartMove(target, new MoveOptions { Timeout = timeout }), cancellationToken);

    /// <summary>Moves it by a distance from where it is now. Blocks until it has settled.</summary>
    /// <param name="distance">How far, in <see cref="Units"/>; negative for backwards.</param>
    /// <param name="timeout">The time after which the move fails; null for the driver's own rule.</param>
    /// <param name="cancellationToken">Interrupts the move.</param>
    /// <inheritdoc cref="Move" path="/returns"/>
    /// <inheritdoc cref="Move" path="/exception"/>
    public double MoveRelative(double distance, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Move(WaitValue($"Reading the position of '{Id}'", GetPositionAsync, cancellationToken) + distance, timeout, cancellationToken);

    /// <summary>Starts a move and returns at once.</summary>
    /// <param name="target">Where to go, in <see cref="Units"/>.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <returns>The move: await it, watch it, or stop it.</returns>
    /// <exception cref="DeviceException">The target is outside <see cref="Limits"/>; nothing is sent.</exception>
    public Motion StartMove(double target, MoveOptions? options = null)
    {
        Lab.Calls.ThrowIfClosed();
        options ??= new MoveOptions();
        var motion = _movable.StartMove(target, AllowBeyondLimits ? options with { AllowBeyondLimits = true } : options);
        Volatile.Write(ref _setpoint, target);
        return motion;
    }

    /// <summary>Starts a move by a distance from where it is now. Blocks for the read of the position only.</summary>
    /// <param name="distance">How far, in <see cref="Units"/>.</param>
    /// <param name="options">Time limit and limit policy; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <inheritdoc cref="StartMove" path="/returns"/>
    /// <inheritdoc cref="StartMove" path="/exception"/>
    public Motion StartMoveRelative(double distance, MoveOptions? options = null, CancellationToken cancellationToken = default) =>
        StartMove(WaitValue($"Reading the position of '{Id}'", GetPositionAsync, cancellationToken) + distance, options);

    /// <summary>Stops it where it is. Blocks until the stop was accepted.</summary>
    /// <param name="cancellationToken">Ends the call, not the stop.</param>
    /// <exception cref="NotSupportedByDeviceException">The device cannot be stopped.</exception>
    /// <remarks>An interrupt does not keep it from being sent: it is what a finally block calls.</remarks>
    public void Stop(CancellationToken cancellationToken = default) =>
        Lab.Calls.Run(Call($"Stopping '{Id}'") with { IsInterruptible = false }, token => StopAsync(token).AsTask(), cancellationToken);

    /// <summary>
    /// Controls for a notebook: a slider over its limits that moves it when it is let go, a stop button, and where it is now,
    /// whoever moves it. Show it as the last expression of a cell. Closes with the lab.
    /// </summary>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Panel() => new MotorPanel(this);

    /// <summary>Moves it.</summary>
    /// <inheritdoc cref="Move" path="/param"/>
    /// <inheritdoc cref="Move" path="/returns"/>
    /// <inheritdoc cref="Move" path="/exception"/>
    public async Task<double> MoveAsync(double target, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var motion = StartMove(target, new MoveOptions { Timeout = timeout });
        using var stop = cancellationToken.Register(motion.RequestStop);
        return await motion.Completion.ConfigureAwait(false);
    }

    /// <summary>Moves it by a distance from where it is now.</summary>
    /// <inheritdoc cref="MoveRelative" path="/param"/>
    /// <inheritdoc cref="Move" path="/returns"/>
    /// <inheritdoc cref="Move" path="/exception"/>
    public async Task<double> MoveRelativeAsync(double distance, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        await MoveAsync(await GetPositionAsync(cancellationToken).ConfigureAwait(false) + distance, timeout, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads where it is.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    public ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return _movable.GetPositionAsync(cancellationToken);
    }

    /// <summary>Stops it where it is.</summary>
    /// <inheritdoc cref="Stop" path="/param"/>
    /// <inheritdoc cref="Stop" path="/exception"/>
    public ValueTask StopAsync(CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return _movable.StopAsync(cancellationToken);
    }

    // A motor can stand among the detectors of a scan of another motor: its reading is its position.
    async ValueTask<Reading> IReadable.ReadAsync(CancellationToken cancellationToken)
    {
        var position = await GetPositionAsync(cancellationToken).ConfigureAwait(false);
        return new Reading(position, _movable.Unit, Lab.Options.TimeProvider.GetUtcNow(), double.IsNaN(position) ? ReadingStatus.Invalid : ReadingStatus.Ok);
    }
}
