namespace LabSdk;

/// <summary>The stable ids of errors raised by LabSdk.Core. Each has a page in docs/errors.</summary>
public static class CoreErrorIds
{
    /// <summary>Options or parameters are not valid.</summary>
    public const string InvalidOptions = "LAB-CORE-0001";

    /// <summary>An endpoint address cannot be read.</summary>
    public const string InvalidEndpoint = "LAB-CORE-0002";

    /// <summary>A target lies outside the limits of a device.</summary>
    public const string BeyondLimits = "LAB-CORE-0003";

    /// <summary>A blocking call took longer than its limit.</summary>
    public const string BlockingTimeout = "LAB-CORE-0004";

    /// <summary>A motion was stopped before it reached its target.</summary>
    public const string MotionStopped = "LAB-CORE-0005";

    /// <summary>A name is not known.</summary>
    public const string UnknownName = "LAB-CORE-0006";

    /// <summary>The object was used after it was disposed or closed.</summary>
    public const string Closed = "LAB-CORE-0007";

    /// <summary>A motion did not reach its target in time.</summary>
    public const string MotionTimeout = "LAB-CORE-0008";
}
