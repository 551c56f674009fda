namespace LabSdk.Mds;

/// <summary>Something the user should know that stops nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The warning for people, without secrets.</param>
/// <param name="Error">The cause; null when there is none.</param>
public sealed record MdsWarning(MdsWarningKind Kind, string Text, Exception? Error = null);

/// <summary>What a warning is about.</summary>
public enum MdsWarningKind
{
    /// <summary>The framing in use does not fit what comes.</summary>
    Framing,

    /// <summary>A subscriber was too slow: packets were not handed to it, and are counted.</summary>
    Overflow,

    /// <summary>The user's own code threw in an event handler.</summary>
    Callback,

    /// <summary>A transfer failed and is tried again, or the device was lost.</summary>
    Link,

    /// <summary>Chunks were refused by the service, or wait in a queue that cannot empty.</summary>
    Upload,
}
