namespace LabSdk.Kernel.Zmtp;

/// <summary>What a peer may use up before its connection is closed.</summary>
internal sealed record ZmtpLimits
{
    /// <summary>Most bytes of one message, all frames together. Default 512 MiB: a cell of that size is a mistake.</summary>
    public long MessageBytes { get; init; } = 512L << 20;

    /// <summary>Most frames of one message. Default 4,096.</summary>
    public int MessageFrames { get; init; } = 4096;

    /// <summary>Most bytes of one command: greetings and subscriptions are small. Default 64 KiB.</summary>
    public int CommandBytes { get; init; } = 64 << 10;

    /// <summary>Most subscriptions of one peer. Default 1,024.</summary>
    public int Subscriptions { get; init; } = 1024;

    /// <summary>Most connections of one socket. Default 256.</summary>
    public int Connections { get; init; } = 256;

    /// <summary>How long a peer may take for greeting and READY. Default 10 s.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of stream text that wait for one slow peer; beyond it the oldest are dropped and counted. Default 64 MiB.</summary>
    public long QueuedStreamBytes { get; init; } = 64L << 20;

    /// <summary>Bytes that wait for one peer in all; beyond it the peer is disconnected. Default 1 GiB.</summary>
    public long QueuedBytes { get; init; } = 1L << 30;
}
