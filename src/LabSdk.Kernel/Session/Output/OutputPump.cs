namespace LabSdk.Kernel.Session.Output;

/// <summary>
/// Carries what cells put out to the output channel: in order, in batches, at least every 25 ms while something happens.
/// </summary>
/// <remarks>
/// The thread of a cell can be aborted at any instruction when the user interrupts it, most likely while it prints. So
/// posting is a single compare-and-exchange, which either has happened or has not; signing, queues and sockets are only
/// touched by threads of the kernel. For the same reason there is no wake-up call: the pump looks by itself.
/// </remarks>
internal sealed class OutputPump(TimeProvider time)
{
    /// <summary>How often the pump looks while something happens.</summary>
    public static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(25);

    /// <summary>How often it looks otherwise.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private const long MostWaiting = 64L << 20;
    private const int BusyTurns = 40;
    private readonly Lock _draining = new();
    private readonly HashSet<CellOutput> _touched = [];
    private OutputEvent? _newest;
    private long _waiting;

    /// <summary>Adds an event. Safe against an abort of the calling thread; waits only when 64 MB are not published yet.</summary>
    public void Post(OutputEvent posted)
    {
        if (Volatile.Read(ref _waiting) > MostWaiting)
        {
            var spin = default(SpinWait);
            while (Volatile.Read(ref _waiting) > MostWaiting)
            {
                spin.SpinOnce();
            }
        }

        OutputEvent? before;
        do
        {
            before = Volatile.Read(ref _newest);
            posted.Next = before;
        }
        while (Interlocked.CompareExchange(ref _newest, posted, before) != before);
        Interlocked.Add(ref _waiting, posted.Weight);
    }

    /// <summary>Publishes all that has been posted. Never called by the thread of a cell.</summary>
    /// <returns>True when there was something.</returns>
    public bool Flush()
    {
        lock (_draining)
        {
            var any = false;
            while (Interlocked.Exchange(ref _newest, null) is { } newest)
            {
                any = true;
                for (var next = Reverse(newest); next is not null; next = next.Next)
                {
                    _touched.Add(next.Cell);
                    next.Publish();
                    Interlocked.Add(ref _waiting, -next.Weight);
                }
            }

            foreach (var cell in _touched)
            {
                cell.PublishText();
            }

            _touched.Clear();
            return any;
        }
    }

    /// <summary>Flushes again and again.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var busyTurns = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            busyTurns = Flush() ? BusyTurns : Math.Max(0, busyTurns - 1);
            await Task.Delay(busyTurns > 0 ? Busy : Quiet, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static OutputEvent? Reverse(OutputEvent? newest)
    {
        OutputEvent? first = null;
        while (newest is not null)
        {
            (newest.Next, first, newest) = (first, newest, newest.Next);
        }

        return first;
    }
}
