namespace LabSdk.Mds.Upload;

/// <summary>How long to wait after failures in a row.</summary>
internal static class RetryDelay
{
    private const int MostDoublings = 10;
    private const double Jitter = 0.2;

    /// <summary>The wait: base times two to the power of the failures before, plus up to a fifth, with a cap.</summary>
    /// <param name="failuresBefore">Failures in a row before this one.</param>
    /// <param name="retryAfter">What the service asked for; null when it did not.</param>
    /// <param name="options">Base and cap.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Of(int failuresBefore, TimeSpan? retryAfter, UploadOptions options, double random)
    {
        var first = retryAfter is { } asked && asked > TimeSpan.Zero ? asked : options.RetryDelay;
        var seconds = first.TotalSeconds * Math.Pow(2, Math.Min(failuresBefore, MostDoublings)) * (1 + (Jitter * Math.Clamp(random, 0, 1)));
        return TimeSpan.FromSeconds(Math.Min(seconds, options.LongestRetryDelay.TotalSeconds));
    }
}
