namespace LabSdk;

/// <summary>How a scan ended.</summary>
public enum ScanExitStatus
{
    /// <summary>Every point was measured.</summary>
    Success,

    /// <summary>A device, a callback or a limit of time ended it.</summary>
    Fail,

    /// <summary>The user ended it in the middle.</summary>
    Abort,

    /// <summary>The user, or a callback, ended it early on purpose with <see cref="ScanRun.Stop"/>, after a finished point.</summary>
    Stopped,
}
