using LabSdk.Mds.Transport;

namespace LabSdk.Mds.Client;

/// <summary>Config reads and stream control on a link: one at a time, each with a time limit, errors in the family's words.</summary>
internal sealed class LinkRequests(TimeSpan limit, TimeProvider time, MdsTape? tape)
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Reads a config item.</summary>
    public async Task<byte[]> ReadAsync(IMdsBackend backend, MdsChannel item, int capacity, CancellationToken cancellationToken)
    {
        var buffer = new byte[capacity];
        var count = await ReadItemAsync(backend, item, buffer, cancellationToken).ConfigureAwait(false);
        if (count < 0)
        {
            throw new MdsTimeoutException($"{backend.Link.Name} did not send {item}.", null);
        }

        if (count > capacity)
        {
            throw TooMuch(backend, item, count, capacity);
        }

        tape?.Read(item, buffer.AsSpan(0, count));
        return buffer[..count];
    }

    /// <summary>Turns streaming on or off.</summary>
    public Task WriteAsync(IMdsBackend backend, bool on, CancellationToken cancellationToken) => RunAsync(
        backend,
        $"Turning streaming {(on ? "on" : "off")} at {backend.Link.Name}",
        async token =>
        {
            // Before anything can come of it.
            var control = new[] { on ? (byte)1 : (byte)0 };
            tape?.Written(control);
            await backend.WriteAsync(MdsChannel.StreamControl, control, token).ConfigureAwait(false);
            return 0;
        },
        cancellationToken);

    public static MdsProtocolException TooMuch(IMdsBackend backend, MdsChannel item, int count, int capacity) => new(
        MdsErrorKind.Protocol, $"{backend.Link.Name} claims {count} bytes of {item} where {capacity} were asked for.", "Its backend is wrong: it must never return more than the buffer holds.");

    private async Task<int> ReadItemAsync(IMdsBackend backend, MdsChannel item, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(
                backend, $"Reading {item} of {backend.Link.Name}", async token => await backend.ReadAsync(item, buffer, null, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (tape is not null && error is not OperationCanceledException)
        {
            tape.NotRead(item, error);
            throw;
        }
    }

    private async Task<int> RunAsync(IMdsBackend backend, string doing, Func<CancellationToken, Task<int>> operation, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = StartAsync(operation, ended.Token);
        try
        {
            return await task.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException error) when (!task.IsCompleted)
        {
            await ended.CancelAsync().ConfigureAwait(false);
            throw new MdsTimeoutException(FormattableString.Invariant($"{doing} took longer than {limit.TotalSeconds:0.###} s."), limit, "Unplug the device and plug it in again.", error);
        }
        catch (Exception error) when (MdsErrors.Wrap(error, doing, backend.Link.Name) is { } wrapped)
        {
            throw wrapped;
        }
        finally
        {
            // A hanging request keeps its turn: the device must not get a second one meanwhile.
            _ = task.ContinueWith(_ => _turn.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async Task<int> StartAsync(Func<CancellationToken, Task<int>> operation, CancellationToken cancellationToken) =>
        await operation(cancellationToken).ConfigureAwait(false);
}
