using System.Collections.Concurrent;

namespace LabSdk.Cxl;

/// <summary>
/// The thread of one mailbox: ioctls block in the kernel and cannot be ended, so they must not hold a thread of the pool.
/// Callers may stop to wait; the calls are carried out in their order all the same.
/// </summary>
internal sealed class MailboxThread(string name, Action closed)
{
    private readonly BlockingCollection<MailboxCall> _calls = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isStarted;

    /// <summary>Queues a call.</summary>
    /// <exception cref="ObjectDisposedException">The mailbox is closed.</exception>
    public void Post(MailboxCall call)
    {
        try
        {
            _calls.Add(call);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(name, $"The mailbox {name} is closed.");
        }

        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = $"cxl {name}" }.Start();
        }
    }

    /// <summary>Lets no more calls in and closes the mailbox behind the last one.</summary>
    public Task EndAsync()
    {
        _calls.CompleteAdding();
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            Close();
        }

        return _ended.Task;
    }

    private void Run()
    {
        foreach (var call in _calls.GetConsumingEnumerable())
        {
            call.Run();
        }

        Close();
    }

    private void Close()
    {
        closed();
        _ended.SetResult();
    }
}
