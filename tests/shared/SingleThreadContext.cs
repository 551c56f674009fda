using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LabSdk.Testing;

/// <summary>Runs code on one thread under a synchronization context that posts to that thread, like a UI or an old notebook.</summary>
internal sealed class SingleThreadContext : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    /// <summary>Runs the action; work posted to the context runs after it, on the same thread.</summary>
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? error = null;
        var thread = new Thread(() =>
        {
            var context = new SingleThreadContext();
            SetSynchronizationContext(context);
            try
            {
                action();
                while (context._posted.TryTake(out var item))
                {
                    item.Callback(item.State);
                }
            }
            catch (Exception exception)
            {
                error = ExceptionDispatchInfo.Capture(exception);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();

        // A deadlock lasts for ever; a busy computer needs its time.
        if (!thread.Join(TimeSpan.FromMinutes(5)))
        {
            throw new TimeoutException("Deadlock under a single-threaded synchronization context");
        }

        error?.Throw();
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing may send to the context");
}
