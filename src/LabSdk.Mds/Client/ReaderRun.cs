using LabSdk.Mds.Transport;

namespace LabSdk.Mds.Client;

/// <summary>
/// One run of the background reader on one link, until it is told to finish, or the link fails. Links that can block get a
/// thread of their own, so that nothing else in the program delays a read: the kernel keeps only 63 reports.
/// </summary>
internal sealed class ReaderRun
{
    // Larger than any report without its id.
    private const int PayloadBuffer = 256;

    // A device that goes on sending after it was told to stop is left alone after this.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMilliseconds(150);

    private readonly IMdsBackend _backend;
    private readonly TimeSpan _timeout;
    private readonly Func<byte[], int, bool> _take;
    private readonly CancellationTokenSource _abort = new();
    private volatile bool _isFinishing;

    /// <param name="backend">The link.</param>
    /// <param name="timeout">Longest single wait.</param>
    /// <param name="take">Takes a payload and its length; false to end.</param>
    public ReaderRun(IMdsBackend backend, TimeSpan timeout, Func<byte[], int, bool> take)
    {
        (_backend, _timeout, _take) = (backend, timeout, take);
        Ended = backend is IBlockingReader blocking ? OnThread(blocking) : Task.Run(ReadAsync);
    }

    /// <summary>Completes at the end; faulted with what the link threw.</summary>
    public Task Ended { get; }

    /// <summary>Lets the reader take what is there already, and ends it.</summary>
    public async Task FinishAsync()
    {
        _isFinishing = true;
        _abort.CancelAfter(LongestDrain);
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _abort.Dispose();
    }

    private Task OnThread(IBlockingReader reader)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                var payload = new byte[PayloadBuffer];
                for (var goesOn = true; goesOn;)
                {
                    var count = reader.ReadPacket(payload, _isFinishing ? TimeSpan.Zero : _timeout, _abort.Token);
                    goesOn = count >= 0 ? Take(payload, count) : !_isFinishing;
                }

                ended.SetResult();
            }
            catch (OperationCanceledException) when (_isFinishing)
            {
                ended.SetResult();
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
        })
        {
            IsBackground = true,
            Name = $"reader of {_backend.Link.Name}",
        };
        thread.Start();
        return ended.Task;
    }

    private async Task ReadAsync()
    {
        try
        {
            var payload = new byte[PayloadBuffer];
            for (var goesOn = true; goesOn;)
            {
                var count = await _backend.ReadAsync(MdsChannel.StreamData, payload, _isFinishing ? TimeSpan.Zero : _timeout, _abort.Token).ConfigureAwait(false);
                goesOn = count >= 0 ? Take(payload, count) : !_isFinishing;
            }
        }
        catch (OperationCanceledException) when (_isFinishing)
        {
            // Told to end.
        }
    }

    private bool Take(byte[] payload, int count) => count <= payload.Length
        ? _take(payload, count) && !_abort.IsCancellationRequested
        : throw LinkRequests.TooMuch(_backend, MdsChannel.StreamData, count, payload.Length);
}
