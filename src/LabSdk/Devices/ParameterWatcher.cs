using LabSdk.Devices;

namespace LabSdk;

/// <summary>Keeps one stream of changes open while somebody listens, and calls the handlers away from the network.</summary>
internal sealed class ParameterWatcher(Device device, IParameters parameters)
{
    private readonly Lock _gate = new();
    private Action<ParameterChange>? _handlers;
    private CancellationTokenSource? _end;

    /// <summary>What ended the stream, or the last error of a handler.</summary>
    public Exception? Error { get; private set; }

    public void Add(Action<ParameterChange> handler)
    {
        lock (_gate)
        {
            _handlers += handler;
            if (_end is null)
            {
                device.Lab.Calls.ThrowIfClosed();
                _end = CancellationTokenSource.CreateLinkedTokenSource(device.Lab.Calls.Closing);
                var token = _end.Token;
                _ = Task.Run(() => WatchAsync(token), CancellationToken.None);
            }
        }
    }

    public void Remove(Action<ParameterChange> handler)
    {
        lock (_gate)
        {
            _handlers -= handler;
            if (_handlers is null)
            {
                _end?.Cancel();
                _end = null;
            }
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in parameters.ParameterChangesAsync(null, cancellationToken).ConfigureAwait(false))
            {
                Notify(change);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (LabException error)
        {
            Error = error;
        }
        finally
        {
            lock (_gate)
            {
                // A stream that ended by itself opens again with the next handler.
                if (_end?.Token == cancellationToken)
                {
                    _end = null;
                }
            }
        }
    }

    // One bad handler must not cost the others their changes.
    private void Notify(ParameterChange change)
    {
        foreach (var handler in Volatile.Read(ref _handlers)?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<ParameterChange>)handler)(change);
            }
            catch (Exception error)
            {
                Error = error;
            }
        }
    }
}
