namespace LabSdk.Simulation;

/// <summary>
/// The ways in which the real daemon differs from what one would expect. Each can be switched by itself; a client that
/// works with all of them on works with the daemon.
/// </summary>
/// <remarks>Immutable, thread-safe. Use <c>DaemonQuirks.All with { StopUnsupported = false }</c> to vary one.</remarks>
public sealed record DaemonQuirks
{
    /// <summary>Every quirk on: the daemon as it is.</summary>
    public static DaemonQuirks All { get; } = new()
    {
        HaltWhenIdleWedgesEngine = true,
        CancelledStartEngineWedgesEngine = true,
        CameraDetectorHangsEngine = true,
        FrameSlotsLeak = true,
        LimitsNotEnforced = true,
        StopUnsupported = true,
        UnstableDeviceOrder = true,
        PowerMeterNoiseFloor = true,
        LaserRepliesEchoRequest = true,
        PresetExposureInSeconds = true,
        CameraRunsFree = true,
        DeadlineAnsweredAsCancelled = true,
        MemoryFigureInKibibytes = true,
    };

    /// <summary>No quirk: a well-behaved daemon.</summary>
    public static DaemonQuirks None { get; } = new();

    /// <summary>HaltEngine while nothing runs leaves the engine in state ABORTING until a restart.</summary>
    public bool HaltWhenIdleWedgesEngine { get; init; }

    /// <summary>A StartEngine call that is cancelled or times out leaves the engine in state RUNNING until a restart.</summary>
    public bool CancelledStartEngineWedgesEngine { get; init; }

    /// <summary>A camera as detector of a plan that gives no frames holds the engine and its status call until a restart.</summary>
    public bool CameraDetectorHangsEngine { get; init; }

    /// <summary>
    /// A refused StreamFrames call loses its slot until a restart, and a cancelled one frees its slot only when the next frame
    /// would be sent.
    /// </summary>
    public bool FrameSlotsLeak { get; init; }

    /// <summary>A move beyond the limits of the stage is carried out.</summary>
    public bool LimitsNotEnforced { get; init; }

    /// <summary>StopMotion of the stage answers UNIMPLEMENTED.</summary>
    public bool StopUnsupported { get; init; }

    /// <summary>ListDevices gives another order in each daemon process.</summary>
    public bool UnstableDeviceOrder { get; init; }

    /// <summary>The power meter's noise is ten times its default base power, so readings are often negative.</summary>
    public bool PowerMeterNoiseFloor { get; init; }

    /// <summary>SetShutter, SetWavelength and SetEmission answer with the request, not with a read-back.</summary>
    public bool LaserRepliesEchoRequest { get; init; }

    /// <summary>The <c>exposure_ms</c> of a preset is handed to the camera as seconds.</summary>
    public bool PresetExposureInSeconds { get; init; }

    /// <summary>The camera delivers frames as fast as they can be drawn, whatever the exposure.</summary>
    public bool CameraRunsFree { get; init; }

    /// <summary>An expired deadline is answered with CANCELLED <c>Timeout expired</c> instead of DEADLINE_EXCEEDED.</summary>
    public bool DeadlineAnsweredAsCancelled { get; init; }

    /// <summary>The memory figure of StreamStatus is in KiB although its name says MB.</summary>
    public bool MemoryFigureInKibibytes { get; init; }

    /// <summary>
    /// A move command returns only when the motion is over, so it meets the daemon's 15 s command limit, and a client that
    /// cancels stops the stage half-way. Off in <see cref="All"/>: the default daemon moves at once.
    /// </summary>
    public bool MovesBlock { get; init; }
}
