using LabSdk.Mds.Transport;

namespace LabSdk.Mds.Tests.Transport;

/// <summary>A HID device whose answers are written down: numbers as hidapi returns them, calls noted as the vectors spell them.</summary>
internal sealed class ScriptedHid : IHidDevice
{
    private readonly Queue<(int Returns, byte[] Bytes)> _replies = new();

    public List<string> Calls { get; } = [];

    /// <summary>Answers by report instead of by order; wins over the written ones.</summary>
    public Func<byte, byte[]?>? Features { get; init; }

    public Func<byte, bool>? Fails { get; init; }

    public bool IsDisposed { get; private set; }

    public HidDeviceInfo Info { get; init; } = new("/dev/hidraw7", 0x2fe3, 7);

    public ReadOnlyMemory<byte> ReportDescriptor { get; init; }

    public string Driver => "script";

    public void Reply(int returns, byte[] bytes) => _replies.Enqueue((returns, bytes));

    public int GetFeature(Span<byte> report)
    {
        Calls.Add($"get_feature({report[0]:x2},{report.Length})");
        if (Fails?.Invoke(report[0]) == true)
        {
            throw Failed();
        }

        if (Features?.Invoke(report[0]) is { } value)
        {
            value.CopyTo(report[1..]);
            return 1 + value.Length;
        }

        return Next(report);
    }

    public int SetFeature(ReadOnlySpan<byte> report)
    {
        Calls.Add($"send_feature({Convert.ToHexStringLower(report)})");
        return Fails?.Invoke(report[0]) == true ? throw Failed() : Features is not null ? report.Length : Next([]);
    }

    public int ReadInput(Span<byte> report, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Calls.Add($"read_timeout({report.Length},{(timeout == Timeout.InfiniteTimeSpan ? -1 : timeout.TotalMilliseconds)})");
        return _replies.Count > 0 ? Next(report) : 0;
    }

    public void Dispose() => IsDisposed = true;

    private int Next(Span<byte> report)
    {
        var (returns, bytes) = _replies.Dequeue();
        if (returns < 0)
        {
            throw Failed();
        }

        bytes.CopyTo(report);
        return returns;
    }

    private static MdsTransportException Failed() => new(MdsErrorKind.Io, "scripted failure");
}
