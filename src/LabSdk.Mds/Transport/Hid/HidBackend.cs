using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Transport;

/// <summary>The MDS items of an open HID device.</summary>
internal sealed class HidBackend(IHidDevice device, bool isSimulated = false) : IMdsBackend, IBlockingReader, IReportRouter
{
    private readonly byte[] _report = new byte[MdsLimits.ReportBuffer];

    public MdsLink Link { get; } = new(MdsTransport.Hid, $"hid {device.Info.Id} ({device.Info.Path})")
    {
        Driver = device.Driver,
        Hid = device.Info,
        ReportDescriptor = device.ReportDescriptor,
        IsSimulated = isSimulated,
    };

    public Action<ReadOnlyMemory<byte>>? OtherReport { get; set; }

    public ValueTask<int> ReadAsync(MdsChannel channel, Memory<byte> buffer, TimeSpan? timeout, CancellationToken cancellationToken) => channel switch
    {
        MdsChannel.StreamData => new(Task.Run(() => ReadPacket(buffer.Span, timeout ?? Timeout.InfiniteTimeSpan, cancellationToken), cancellationToken)),
        MdsChannel.StreamControl => throw new MdsNotSupportedException("Stream control can only be written."),
        _ => new(Task.Run(() => ReadFeature(channel, buffer.Span), cancellationToken)),
    };

    public ValueTask WriteAsync(MdsChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (channel != MdsChannel.StreamControl)
        {
            throw new MdsNotSupportedException("Only stream control can be written.");
        }

        byte[] report = [(byte)channel, .. data.Span];
        return new ValueTask(Task.Run(
            () =>
            {
                if (device.SetFeature(report) <= 0)
                {
                    throw new MdsTransportException(MdsErrorKind.Io, $"{Link.Name} took nothing of a stream control request.");
                }
            },
            cancellationToken));
    }

    public int ReadPacket(Span<byte> payload, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = Environment.TickCount64;
        for (var left = timeout; ;)
        {
            var count = device.ReadInput(_report, left, cancellationToken);
            if (count <= 0)
            {
                return IMdsBackend.TimedOut;
            }

            if (count > _report.Length)
            {
                throw new MdsProtocolException(MdsErrorKind.Protocol, $"{Link.Name} claims to have read more than was asked for.");
            }

            if (_report[0] == (byte)MdsChannel.StreamData)
            {
                var length = Math.Min(count - 1, payload.Length);
                _report.AsSpan(1, length).CopyTo(payload);
                return length;
            }

            // Other reports belong to the application; the wait for ours goes on.
            OtherReport?.Invoke(_report.AsMemory(0, count).ToArray());
            if (timeout != Timeout.InfiniteTimeSpan)
            {
                left = timeout - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
                if (left < TimeSpan.Zero)
                {
                    return IMdsBackend.TimedOut;
                }
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        device.Dispose();
        return default;
    }

    private int ReadFeature(MdsChannel channel, Span<byte> payload)
    {
        Span<byte> report = stackalloc byte[MdsLimits.ReportBuffer];
        report = report[..(1 + Math.Min(payload.Length, MdsLimits.Authorization))];
        report[0] = (byte)channel;
        var count = device.GetFeature(report);
        if (count <= 0)
        {
            throw new MdsTransportException(MdsErrorKind.Io, $"{Link.Name} gave no answer to the request for {channel}.");
        }

        if (count > report.Length || report[0] != (byte)channel)
        {
            throw new MdsProtocolException(MdsErrorKind.Protocol, $"{Link.Name} answered the request for {channel} with another report.");
        }

        report[1..count].CopyTo(payload);
        return count - 1;
    }
}
