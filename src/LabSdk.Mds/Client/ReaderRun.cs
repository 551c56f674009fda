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
    private const int Woken = int.MinValue;

    // A device that goes on sending after it was told to stop is left alone after this; four times what the kernel keeps.
    private const int MostLatePackets = 256;

    // For a link that neither answers nor ends.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(1);

    private readonly IMdsBackend _backend;
    private readonly TimeSpan _timeout;
    private readonly Func<byte[], int, bool> _take;
    private readonly CancellationTokenSource _wake = new();
    private readonly CancellationTokenSource _abort = new();
    private volatile bool _isFinishing;
    private int _latePackets;

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

    /// <summary>Lets the reader take what is there already, and ends it. Harmless when repeated.</summary>
    public async Task FinishAsync()
    {
        _isFinishing = true;
        _abort.CancelAfter(LongestDrain);
        await _wake.CancelAsync().ConfigureAwait(false);
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
                    var isFinishing = _isFinishing;
                    goesOn = GoesOn(payload, ReadOnThread(reader, payload, isFinishing), isFinishing);
                }

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
        // Without the caller's context: the reader belongs to no cell and to no interrupt.
        thread.UnsafeStart();
        return ended.Task;
    }

    private int ReadOnThread(IBlockingReader reader, byte[] payload, bool isFinishing)
    {
        try
        {
            return isFinishing
                ? reader.ReadPacket(payload, TimeSpan.Zero, _abort.Token)
                : reader.ReadPacket(payload, _timeout, _wake.Token);
        }
        catch (OperationCanceledException) when (_isFinishing)
        {
            return Woken;
        }
    }

    private async Task ReadAsync()
    {
        var payload = new byte[PayloadBuffer];
        for (var goesOn = true; goesOn;)
        {
            var isFinishing = _isFinishing;
            int count;
            try
            {
                var pending = isFinishing
                    ? _backend.ReadAsync(MdsChannel.StreamData, payload, TimeSpan.Zero, _abort.Token)
                    : _backend.ReadAsync(MdsChannel.StreamData, payload, _timeout, _wake.Token);
                count = await pending.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_isFinishing)
            {
                count = Woken;
            }

            goesOn = GoesOn(payload, count, isFinishing);
        }
    }

    // Told to finish it looks once more, without waiting, until nothing is there.
    private bool GoesOn(byte[] payload, int count, bool isFinishing) => count switch
    {
        Woken => !_abort.IsCancellationRequested,
        >= 0 => Take(payload, count) && (!isFinishing || ++_latePackets < MostLatePackets),
        _ => !isFinishing,
    };

    private bool Take(byte[] payload, int count) => count <= payload.Length
        ? _take(payload, count) && !_abort.IsCancellationRequested
        : throw LinkRequests.TooMuch(_backend, MdsChannel.StreamData, count, payload.Length);
}
