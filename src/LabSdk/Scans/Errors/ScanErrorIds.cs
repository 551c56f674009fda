namespace LabSdk;

/// <summary>The stable ids of errors of scans. Each has a page in docs/errors.</summary>
public static class ScanErrorIds
{
    /// <summary>A scan failed in the middle; its finished points are kept.</summary>
    public const string Failed = "LAB-SCAN-0001";

    /// <summary>A plan cannot be run as it is; nothing was moved.</summary>
    public const string InvalidPlan = "LAB-SCAN-0002";

    /// <summary>The moves or readings of a point took longer than the plan allows.</summary>
    public const string StepTimeout = "LAB-SCAN-0003";

    /// <summary>A scan was interrupted by the user; its finished points are kept.</summary>
    public const string Interrupted = "LAB-SCAN-0004";

    /// <summary>A scan was interrupted and is paused; it waits to go on.</summary>
    public const string Paused = "LAB-SCAN-0005";

    /// <summary>There is no peak where one was looked for; the data is kept.</summary>
    public const string NoPeak = "LAB-SCAN-0006";

    /// <summary>A fly scan was to set the speed of a motor that has none to set.</summary>
    public const string NoSpeed = "LAB-SCAN-0007";
}
