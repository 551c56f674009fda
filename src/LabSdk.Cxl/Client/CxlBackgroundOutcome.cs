namespace LabSdk.Cxl;

/// <summary>How a background operation ended.</summary>
public enum CxlBackgroundOutcome
{
    /// <summary>It succeeded.</summary>
    Succeeded,

    /// <summary>It ended with a failing code.</summary>
    Failed,

    /// <summary>It was aborted.</summary>
    Aborted,

    /// <summary>It has ended, but another one has taken its place in the status since: its code is not known.</summary>
    Replaced,

    /// <summary>
    /// This link gives no way to see its end (a mailbox whose status registers the driver keeps to itself). It was started; the
    /// next background command is answered with Busy until it has ended.
    /// </summary>
    Unobservable,
}
