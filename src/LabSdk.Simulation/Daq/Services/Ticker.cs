using System.Runtime.CompilerServices;

namespace LabSdk.Simulation.Daq;

/// <summary>Ticks at a steady rate, the first one at once; ticks that were missed are not made up for.</summary>
internal static class Ticker
{
    public static async IAsyncEnumerable<long> EveryAsync(
        TimeSpan period, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(period, time);
        var tick = 0L;
        do
        {
            yield return tick++;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The period of a requested rate; at least one per second, at most 1000.</summary>
    public static TimeSpan Period(uint ratePerSecond) => TimeSpan.FromSeconds(1.0 / Math.Clamp(ratePerSecond, 1, 1000));
}
