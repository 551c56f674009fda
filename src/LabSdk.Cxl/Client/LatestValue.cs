using System.Runtime.CompilerServices;

namespace LabSdk.Cxl;

/// <summary>A value that changes and ends. Every reader sees the latest one when it begins, then each change it is in time for.</summary>
internal sealed class LatestValue<T>(T first)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = first;
    private bool _isEnded;

    /// <summary>The latest value.</summary>
    public T Value
    {
        get
        {
            lock (_gate)
            {
                return _value;
            }
        }
    }

    /// <summary>Sets the value; the last one with <paramref name="isEnd"/>.</summary>
    public void Set(T value, bool isEnd = false)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            (_value, _isEnded, changed) = (value, isEnd, _changed);
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>The values until the end.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            T value;
            Task changed;
            bool isEnded;
            lock (_gate)
            {
                (value, changed, isEnded) = (_value, _changed.Task, _isEnded);
            }

            yield return value;
            if (isEnded)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
