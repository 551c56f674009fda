namespace LabSdk;

/// <summary>What a plan says of one of its devices.</summary>
/// <param name="Timeout">The longest that one reading or one move of it may take; null leaves it to the device and the plan.</param>
/// <param name="Retry">How often a reading or a move of it is tried again.</param>
internal sealed record DevicePolicy(TimeSpan? Timeout, RetryPolicy Retry)
{
    public static readonly DevicePolicy None = new(null, RetryPolicy.None);

    /// <summary>True when the device is handled as any other.</summary>
    public bool IsNone => Timeout is null && Retry.Attempts == 0;

    /// <summary>The error of a device that was too slow.</summary>
    public LabTimeoutException TooSlow(string deviceId, Exception? error = null) => new(
        ScanErrorIds.StepTimeout,
        FormattableString.Invariant($"'{deviceId}' did not end within the {Timeout!.Value.TotalSeconds:0.###} s that the plan gives it"),
        $"Give it more time with Timeout({deviceId}, seconds), or look at the device.",
        innerException: error)
    {
        Timeout = Timeout,
        DeviceId = deviceId,
    };
}
