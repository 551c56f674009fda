namespace LabSdk;

/// <summary>How often a point is tried again after a lost connection, and how long is waited before.</summary>
internal sealed record RetryPolicy(int Attempts, TimeSpan FirstWait)
{
    public static readonly RetryPolicy None = new(0, TimeSpan.Zero);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    /// <summary>The wait before a try: the first wait, doubled each time.</summary>
    public TimeSpan WaitBefore(int attempt)
    {
        var wait = FirstWait.Ticks * Math.Pow(2, Math.Min(attempt - 1, 30));
        return TimeSpan.FromTicks((long)Math.Min(wait, Math.Max(LongestWait.Ticks, FirstWait.Ticks)));
    }

    /// <summary>True for what may be over in a moment: a lost connection, a busy peer.</summary>
    public static bool Covers(Exception error) => error is LabConnectionException or LabException { IsTransient: true };
}
