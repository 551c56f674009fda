using System.Collections.Concurrent;
using System.Threading.Channels;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds;

/// <summary>
/// A link over a serial line or any byte stream. MDS defines no framing for these: this one is LabSdk's own. Each frame is COBS
/// coded, ends with a zero, and holds a channel byte and a payload; the host asks for an item by its channel byte alone and
/// turns streaming on and off with 05 01 and 05 00.
/// </summary>
public sealed class SerialBackend : IMdsBackend, IReportRouter
{
    private const int MostPackets = 10_000;

    private readonly Stream _line;
    private readonly SerialFrames _frames = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentDictionary<MdsChannel, TaskCompletionSource<byte[]>> _answers = new();
    private readonly Channel<byte[]> _packets = Channel.CreateBounded<byte[]>(MostPackets);
    private readonly Task _reading;
    private long _overflow;

    /// <summary>Creates a link over an open stream.</summary>
    /// <param name="line">Read and written; disposed with this object.</param>
    /// <param name="name">The line for people.</param>
    public SerialBackend(Stream line, string name = "serial line")
    {
        ArgumentNullException.ThrowIfNull(line);
        _line = line;
        Link = new MdsLink(MdsTransport.Serial, name) { Driver = "COBS frames (LabSdk's own convention)" };
        _reading = Task.Run(ReadAsync);
    }

    /// <inheritdoc/>
    public MdsLink Link { get; }

    /// <inheritdoc/>
    public Action<ReadOnlyMemory<byte>>? OtherReport { get; set; }

    /// <summary>Frames that could not be read.</summary>
    public long BrokenFrames => _frames.Broken;

    /// <summary>Packets that were not kept because nobody read them.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Opens a serial port of this computer in raw mode, eight bits, no parity. Linux.</summary>
    /// <param name="port">For example <c>/dev/ttyACM0</c>.</param>
    /// <param name="baud">Bits per second, one of the standard rates; no matter for USB devices.</param>
    /// <exception cref="MdsTransportException">It cannot be opened.</exception>
    /// <exception cref="MdsNotSupportedException">Another system: open the port yourself and give its stream.</exception>
    public static SerialBackend Open(string port, int baud = 115_200) => new(Transport.SerialPort.Open(port, baud), $"serial {port}");

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (channel == MdsChannel.StreamData)
        {
            return await ReadPacketAsync(buffer, timeout, cancellationToken).ConfigureAwait(false);
        }

        var answer = _answers.GetOrAdd(channel, _ => new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await SendAsync((byte)channel, default, cancellationToken).ConfigureAwait(false);
            var payload = await answer.Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            var length = Math.Min(payload.Length, buffer.Length);
            payload.AsMemory(0, length).CopyTo(buffer);
            return length;
        }
        catch (TimeoutException)
        {
            return IMdsBackend.TimedOut;
        }
        finally
        {
            _answers.TryRemove(channel, out _);
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => SendAsync((byte)channel, data, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _line.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask<int> ReadPacketAsync(Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (!_packets.Reader.TryRead(out var packet))
        {
            using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timed.CancelAfter(timeout ?? Timeout.InfiniteTimeSpan);
            try
            {
                packet = await _packets.Reader.ReadAsync(timed.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return IMdsBackend.TimedOut;
            }
            catch (ChannelClosedException closed)
            {
                throw new MdsTransportException(MdsErrorKind.Disconnected, $"{Link.Name} has ended.", innerException: closed.InnerException);
            }
        }

        var length = Math.Min(packet.Length, buffer.Length);
        packet.AsMemory(0, length).CopyTo(buffer);
        return length;
    }

    private async ValueTask SendAsync(byte channel, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _line.WriteAsync(SerialFrames.Write(channel, payload.Span), cancellationToken).ConfigureAwait(false);
            await _line.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        Exception? error = null;
        try
        {
            var buffer = new byte[4096];
            while (await _line.ReadAsync(buffer, _closing.Token).ConfigureAwait(false) is var count and > 0)
            {
                _frames.Add(buffer.AsSpan(0, count), Take);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException or LabException)
        {
            error = failure;
        }

        _packets.Writer.TryComplete(error);
        foreach (var (_, answer) in _answers)
        {
            answer.TrySetException(new MdsTransportException(MdsErrorKind.Disconnected, $"{Link.Name} has ended.", innerException: error));
        }
    }

    private void Take(ReadOnlyMemory<byte> frame)
    {
        var channel = (MdsChannel)frame.Span[0];
        if (channel == MdsChannel.StreamData)
        {
            if (!_packets.Writer.TryWrite(frame[1..].ToArray()))
            {
                Interlocked.Increment(ref _overflow);
            }
        }
        else if (_answers.TryGetValue(channel, out var answer))
        {
            answer.TrySetResult(frame[1..].ToArray());
        }
        else
        {
            OtherReport?.Invoke(frame.ToArray());
        }
    }
}
