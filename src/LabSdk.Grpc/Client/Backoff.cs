namespace LabSdk.Grpc.Client;

/// <summary>The wait between attempts: doubling, capped, spread by up to 20 %.</summary>
internal static class Backoff
{
    private const double Spread = 0.2;
    private static readonly Random Jitter = new();

    public static TimeSpan After(int attempt, GrpcChannelOptions options)
    {
        var wait = Math.Min(
            options.InitialBackoff.TotalSeconds * Math.Pow(2, attempt - 1), options.MaxBackoff.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (1 - Spread + (2 * Spread * (options.Randomizer?.Invoke() ?? Next()))));
    }

    private static double Next()
    {
        lock (Jitter)
        {
            return Jitter.NextDouble();
        }
    }
}
