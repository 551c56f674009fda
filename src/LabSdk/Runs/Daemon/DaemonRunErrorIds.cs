namespace LabSdk;

/// <summary>The stable ids of errors of scans on the daemon's own engine, and of published documents. Each has a page in docs/errors.</summary>
public static class DaemonRunErrorIds
{
    /// <summary>The daemon's engine cannot run this plan; nothing was sent. The message says which parts.</summary>
    public const string NotOnDaemon = "LAB-RUN-0010";

    /// <summary>The daemon's documents do not fit the plan it was given.</summary>
    public const string NotFollowed = "LAB-RUN-0011";

    /// <summary>Documents of a run were not stored by the broker; the run itself lost nothing.</summary>
    public const string DocumentsLost = "LAB-RUN-0012";
}
