using LabSdk.Mds;

namespace LabSdk;

public sealed partial class DiagnosticDevice
{
    /// <summary>Raised for each packet, in order, from a background thread. A slow handler delays no read; one that throws is counted.</summary>
    public event Action<StreamPacket>? ChunkReceived
    {
        add => Client.ChunkReceived += value;
        remove => Client.ChunkReceived -= value;
    }

    /// <summary>Raised for each message that is complete or given up, after the packet that ended it, from a background thread.</summary>
    public event Action<ReceivedMessage>? MessageReceived
    {
        add => Client.MessageReceived += value;
        remove => Client.MessageReceived -= value;
    }

    /// <summary>Raised for each input report that is not MDS stream data; its first byte is its id. Must not block.</summary>
    public event Action<ReadOnlyMemory<byte>>? OtherReportReceived
    {
        add => Client.OtherReportReceived += value;
        remove => Client.OtherReportReceived -= value;
    }

    /// <summary>Raised for what the user should know and that stops nothing.</summary>
    public event Action<MdsWarning>? Warning
    {
        add => Client.Warning += value;
        remove => Client.Warning -= value;
    }

    /// <summary>Raised when the device is ready, streams, is lost, or comes back. Must not block.</summary>
    public event Action<MdsState>? StateChanged
    {
        add => Client.StateChanged += value;
        remove => Client.StateChanged -= value;
    }
}
