namespace LabSdk;

/// <summary>What an engine is doing.</summary>
internal enum ScanState
{
    /// <summary>Nothing; where every run begins and ends.</summary>
    Idle,

    /// <summary>Checking the plan and asking where the motors stand; nothing moves.</summary>
    Preparing,

    /// <summary>Measuring points.</summary>
    Running,

    /// <summary>Ending by itself: all points done, or one failed.</summary>
    Stopping,

    /// <summary>Ending because the user said so: motors are told to stop.</summary>
    Aborting,
}
