namespace LabSdk.Daq.Wire;

/// <summary>The pause before a reconnect: 1 s, doubled each time, at most 30 s, then up to a quarter more by chance.</summary>
internal static class ReconnectDelay
{
    private const double Initial = 1;
    private const double Factor = 2;
    private const double Longest = 30;
    private const double Jitter = 0.25;

    /// <summary>The pause before an attempt.</summary>
    /// <param name="attempt">1 for the first attempt.</param>
    /// <param name="chance">0 to 1; spreads many clients that lost the same daemon.</param>
    public static TimeSpan Before(int attempt, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var delay = Math.Min(Initial * Math.Pow(Factor, attempt - 1), Longest);
        return TimeSpan.FromSeconds(delay * (1 + (Jitter * chance)));
    }
}
