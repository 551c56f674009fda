namespace LabSdk;

/// <summary>What a run is doing. Every state leads back to <see cref="Idle"/>.</summary>
public enum ScanRunState
{
    /// <summary>Nothing; where every run begins and ends.</summary>
    Idle,

    /// <summary>Checking the plan, asking where the motors stand, beginning the journal; nothing moves.</summary>
    Preparing,

    /// <summary>Measuring points.</summary>
    Running,

    /// <summary>Was told to pause; the point under way ends first.</summary>
    Pausing,

    /// <summary>Waits for the user between two points; nothing moves.</summary>
    Paused,

    /// <summary>A suspender was met; the point under way is cut short.</summary>
    Suspending,

    /// <summary>Waits for its suspenders; nothing moves.</summary>
    Suspended,

    /// <summary>Ending by itself or after <see cref="ScanRun.Stop"/>: all points done, stopped early, or one failed.</summary>
    Stopping,

    /// <summary>Ending because the user said so: motors are told to stop.</summary>
    Aborting,

    /// <summary>Ending at once: motors are told to stop, nothing is waited for.</summary>
    Halting,
}
