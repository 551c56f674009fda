namespace LabSdk;

/// <summary>What can happen to a run.</summary>
internal enum ScanEvent
{
    /// <summary>The run begins.</summary>
    Start,

    /// <summary>Plan, positions and journal are in order.</summary>
    Prepared,

    /// <summary>They are not; nothing has moved.</summary>
    Refused,

    /// <summary>The user wants a pause.</summary>
    Pause,

    /// <summary>The user wants to go on.</summary>
    Resume,

    /// <summary>The user wants to go on, but a suspender's condition is met.</summary>
    ResumeUnmet,

    /// <summary>A suspender's condition is met.</summary>
    Suspend,

    /// <summary>No suspender's condition is met any more.</summary>
    Clear,

    /// <summary>The flow stands at a checkpoint: nothing moves, all points before are kept.</summary>
    Checkpoint,

    /// <summary>The user wants to end early after the point under way.</summary>
    Stop,

    /// <summary>The user wants to end now.</summary>
    Abort,

    /// <summary>The user wants to end now and wait for nothing.</summary>
    Halt,

    /// <summary>All points are done, or one failed.</summary>
    Finish,

    /// <summary>Motors are at rest, journal and observers have the end.</summary>
    Ended,
}
