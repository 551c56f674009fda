namespace LabSdk;

/// <summary>
/// While a pool thread blocks, lets the pool start another one at once. The pool itself adds threads only slowly, and
/// the operation that the thread waits for needs one to finish: many blocking callers would crawl.
/// </summary>
internal readonly struct PoolCompensation : IDisposable
{
    private static readonly Lock Gate = new();
    private readonly bool _raised;

    private PoolCompensation(bool raised) => _raised = raised;

    /// <summary>Raises the pool's minimum by one when the current thread belongs to the pool.</summary>
    public static PoolCompensation Enter() => new(Thread.CurrentThread.IsThreadPoolThread && Change(+1));

    public void Dispose()
    {
        if (_raised)
        {
            Change(-1);
        }
    }

    private static bool Change(int by)
    {
        lock (Gate)
        {
            // Relative to the value of the moment, so that a program's own setting is kept.
            ThreadPool.GetMinThreads(out var workers, out var ports);
            return ThreadPool.SetMinThreads(workers + by, ports);
        }
    }
}
