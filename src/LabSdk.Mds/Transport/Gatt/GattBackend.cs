using System.Threading.Channels;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds;

/// <summary>
/// The diagnostic service over Bluetooth LE, on any Bluetooth stack: it subscribes before it turns streaming on, fills the
/// feature byte up, and queues the notifications.
/// </summary>
public sealed class GattBackend : IMdsBackend
{
    private const int MostPackets = 10_000;
    private readonly IGattLink _link;
    private readonly Channel<byte[]> _packets = Channel.CreateBounded<byte[]>(MostPackets);
    private long _overflow;
    private bool _isSubscribed;

    /// <summary>Creates the backend.</summary>
    /// <param name="link">A connected device; disposed with this object.</param>
    public GattBackend(IGattLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        _link = link;
        Link = new MdsLink(MdsTransport.Gatt, $"ble {link.Name}");
    }

    /// <inheritdoc/>
    public MdsLink Link { get; }

    /// <summary>Packets that were not kept because nobody read them.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        byte[] value;
        if (channel == MdsChannel.StreamData)
        {
            using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timed.CancelAfter(timeout ?? Timeout.InfiniteTimeSpan);
            try
            {
                value = _packets.Reader.TryRead(out var waiting) ? waiting : await _packets.Reader.ReadAsync(timed.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return IMdsBackend.TimedOut;
            }
            catch (ChannelClosedException)
            {
                throw new MdsTransportException(MdsErrorKind.Disconnected, $"{Link.Name} is gone.");
            }
        }
        else
        {
            value = await _link.ReadAsync(MdsGatt.Characteristic(channel), cancellationToken).ConfigureAwait(false);
        }

        // BLE devices send one byte of the mask today; the protocol has four.
        if (channel == MdsChannel.SupportedFeatures && value.Length is > 0 and < MdsLimits.Features)
        {
            Array.Resize(ref value, MdsLimits.Features);
        }

        var length = Math.Min(value.Length, buffer.Length);
        value.AsMemory(0, length).CopyTo(buffer);
        return length;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        // A write before subscribing is refused by the device with ATT error 0x81.
        if (!_isSubscribed && data.Length == 1 && data.Span[0] == 1)
        {
            await _link.SubscribeAsync(MdsGatt.DataExport, Take, cancellationToken).ConfigureAwait(false);
            _isSubscribed = true;
        }

        await _link.WriteAsync(MdsGatt.Characteristic(channel), data, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private void Take(ReadOnlyMemory<byte>? notification)
    {
        if (notification is not { } packet)
        {
            _packets.Writer.TryComplete();
        }
        else if (!_packets.Writer.TryWrite(packet.ToArray()))
        {
            Interlocked.Increment(ref _overflow);
        }
    }
}
