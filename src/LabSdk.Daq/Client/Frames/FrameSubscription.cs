using System.Threading.Channels;
using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>One reader of a frame stream: a short queue in which the newest frame wins, and the count of what was lost.</summary>
internal sealed class FrameSubscription
{
    private readonly FrameOptions _options;
    private readonly Channel<(FrameMessage Message, bool IsAfterReconnect)> _queue;
    private int _dropped;
    private int _resumed;
    private ulong? _last;

    /// <param name="options">What to stream.</param>
    /// <param name="isReplay">True when a tape plays the frames: it waits for its reader, so that the same frames are seen each time.</param>
    public FrameSubscription(FrameOptions options, bool isReplay = false)
    {
        _options = options;
        _queue = Channel.CreateBounded<(FrameMessage, bool)>(
            new BoundedChannelOptions(options.BufferedFrames)
            {
                FullMode = isReplay ? BoundedChannelFullMode.Wait : BoundedChannelFullMode.DropOldest,
                SingleReader = true,
                SingleWriter = true,
            },
            Dropped);
    }

    public FrameOptions Options => _options;

    /// <summary>Puts a frame into the queue; called by the stream's reader, never blocks.</summary>
    public void Offer(FrameMessage message, bool isAfterReconnect)
    {
        if (_options.IncludePixels && message.Pixels is null)
        {
            // Unpacked for readers without interest in pixels, just before this one came.
            return;
        }

        message.Pixels?.AddOwner();
        if (!_queue.Writer.TryWrite((message, isAfterReconnect)))
        {
            message.Pixels?.Dispose();
        }
    }

    /// <summary>Waits until a frame of a tape can be put into the queue, or nobody reads it any more.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken) =>
        await _queue.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false);

    public void Complete(Exception? failure = null) => _queue.Writer.TryComplete(failure);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _queue.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>The next frame, with the frames lost before it.</summary>
    public bool TryRead(out Frame? frame)
    {
        frame = null;
        if (!_queue.Reader.TryRead(out var item))
        {
            return false;
        }

        var resumed = Interlocked.Exchange(ref _resumed, 0) != 0 || item.IsAfterReconnect;
        var dropped = (ulong)Interlocked.Exchange(ref _dropped, 0);
        var number = item.Message.Number;

        // Frames that the asked rate leaves out are not lost; then only our own queue counts. Numbers that fall back
        // mean that the camera began to count anew.
        var lost = _options.MaxFramesPerSecond == 0 && !resumed && _last is { } last && number > last ? number - last - 1 : dropped;
        _last = number;
        frame = item.Message.ToFrame(_options.IncludePixels, lost, resumed);
        return true;
    }

    /// <summary>Gives back what was not read.</summary>
    public void Close()
    {
        _queue.Writer.TryComplete();
        while (_queue.Reader.TryRead(out var item))
        {
            item.Message.Pixels?.Dispose();
        }
    }

    private void Dropped((FrameMessage Message, bool IsAfterReconnect) item)
    {
        item.Message.Pixels?.Dispose();
        Interlocked.Increment(ref _dropped);
        if (item.IsAfterReconnect)
        {
            Interlocked.Exchange(ref _resumed, 1);
        }
    }
}
