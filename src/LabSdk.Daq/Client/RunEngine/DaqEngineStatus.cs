using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>What the daemon's run engine is doing.</summary>
public enum DaqEngineState
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>Nothing runs.</summary>
    Idle = 1,

    /// <summary>A plan runs.</summary>
    Running = 2,

    /// <summary>A plan waits at a checkpoint.</summary>
    Paused = 3,

    /// <summary>A plan is being ended.</summary>
    Aborting = 4,

    /// <summary>Never sent by the daemons known.</summary>
    Halted = 5,
}

/// <summary>The state of the daemon's run engine. The daemon tells neither the current run nor its counters.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="QueuedPlans">Plans that wait.</param>
/// <param name="RunStarted">When the current run began, UTC, by the daemon's clock; null when none runs.</param>
/// <param name="Elapsed">How long the current run takes so far.</param>
public sealed record DaqEngineStatus(DaqEngineState State, int QueuedPlans, DateTimeOffset? RunStarted, TimeSpan Elapsed)
{
    internal static DaqEngineStatus From(EngineStatus status) => new(
        Enum.IsDefined((DaqEngineState)(int)status.State) ? (DaqEngineState)(int)status.State : DaqEngineState.Unspecified,
        (int)Math.Min(status.QueuedPlans, int.MaxValue),
        DaqTime.FromNanosecondsOrNone(status.RunStartNs),
        DaqTime.DurationFromNanoseconds(status.ElapsedNs));
}

/// <summary>A plan in the daemon's queue.</summary>
/// <param name="RunUid">The id of its run.</param>
/// <param name="QueuePosition">Its place; 1 is next.</param>
public sealed record DaqQueuedPlan(string RunUid, int QueuePosition);
