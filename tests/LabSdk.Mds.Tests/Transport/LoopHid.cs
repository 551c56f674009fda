using System.Threading.Channels;
using LabSdk.Mds.Transport;
using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Tests.Transport;

/// <summary>A HID device in memory with the queue of the kernel: 63 reports, new ones are dropped when it is full.</summary>
internal sealed class LoopHid : IHidDevice
{
    private const int KernelQueue = 63;
    private readonly Channel<byte[]> _reports = Channel.CreateBounded<byte[]>(KernelQueue);
    private readonly SemaphoreSlim _there = new(0);

    public LoopHid(StreamFraming framing = StreamFraming.Length) => ReportDescriptor = Wire.ReportDescriptorOf(framing);

    public string Identifier { get; set; } = "mds-hid-dev-001";

    public string Uri { get; set; } = "https://chunks.memfault.com/api/v0/chunks/DEMO-1";

    public Action<bool>? Switched { get; set; }

    public volatile Exception? ReadError;

    public volatile bool IsUnplugged;

    /// <summary>Called at the beginning of each read, on the reader's thread.</summary>
    public Action? Reading { get; set; }

    public int Waiting => _there.CurrentCount;

    public long Dropped { get; private set; }

    /// <summary>Waits that were ended by the reader's token.</summary>
    public int Interrupted { get; private set; }

    public int Disposals { get; private set; }

    public List<string> Log { get; } = [];

    public HidDeviceInfo Info { get; } = new("/dev/hidraw0", 0x2fe3, 7);

    public ReadOnlyMemory<byte> ReportDescriptor { get; init; }

    public string Driver => "loop";

    /// <summary>The device sends a report, its id included.</summary>
    public void Send(params byte[] report)
    {
        if (_reports.Writer.TryWrite(report))
        {
            _there.Release();
        }
        else
        {
            Dropped++;
        }
    }

    /// <summary>The device sends a stream packet in length framing.</summary>
    public void SendPacket(int sequence, ReadOnlySpan<byte> chunk)
    {
        var report = new byte[64];
        report[0] = 6;
        StreamPacketReader.Write(report.AsSpan(1), StreamFraming.Length, sequence, chunk);
        Send(report);
    }

    public int GetFeature(Span<byte> report)
    {
        ThrowIfUnplugged();
        var text = report[0] switch { 1 => "\u001f\0\0\0", 2 => Identifier, 3 => Uri, 4 => "Memfault-Project-Key: 0123456789abcdef", _ => throw new MdsNotSupportedException("stall") };
        return 1 + System.Text.Encoding.UTF8.GetBytes(text, report[1..]);
    }

    public int SetFeature(ReadOnlySpan<byte> report)
    {
        ThrowIfUnplugged();
        Log.Add(Convert.ToHexStringLower(report));
        Switched?.Invoke(report[1] == 1);
        return report.Length;
    }

    public int ReadInput(Span<byte> report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Reading?.Invoke();
        ThrowIfUnplugged();
        if (ReadError is { } error)
        {
            throw error;
        }

        bool isThere;
        try
        {
            isThere = _there.Wait(timeout, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interrupted++;
            throw;
        }

        if (!isThere || !_reports.Reader.TryRead(out var next))
        {
            return 0;
        }

        next.CopyTo(report);
        return next.Length;
    }

    public void Dispose() => Disposals++;

    private void ThrowIfUnplugged()
    {
        if (IsUnplugged)
        {
            throw new MdsTransportException(MdsErrorKind.Disconnected, "unplugged");
        }
    }

    private static class Wire
    {
        public static byte[] ReportDescriptorOf(StreamFraming framing) => Mds.Wire.ReportDescriptor.Write(framing);
    }
}
