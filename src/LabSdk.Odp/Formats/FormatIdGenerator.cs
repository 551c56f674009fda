namespace LabSdk.Odp.Formats;

/// <summary>Draws new format ids: the number of 100 ns ticks since the year 1, always larger than the one before. Thread-safe.</summary>
internal sealed class FormatIdGenerator(TimeProvider time)
{
    private long _last;

    public ulong Next()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(time.GetUtcNow().Ticks, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return (ulong)next;
            }
        }
    }
}
