using LabSdk.Mds.Wire;

namespace LabSdk.Mds;

/// <summary>A message that chunks added up to, or that was given up.</summary>
public sealed class ReceivedMessage
{
    private readonly Lazy<MdsMessage> _content;

    internal ReceivedMessage(byte[] bytes, bool isValid)
    {
        (Bytes, IsValid) = (bytes, isValid);
        _content = new Lazy<MdsMessage>(() => MessageReader.Read(bytes, isValid));
    }

    /// <summary>Number of the message in the life of the client, from 1.</summary>
    public long Number { get; init; }

    /// <summary>True when parts were lost, so that it was given up; then there is no content.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>True when it is complete and its checksum is right.</summary>
    public bool IsValid { get; }

    /// <summary>The message without chunk headers and checksum; empty for an abandoned one.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Bytes received; fewer than <see cref="Total"/> for an abandoned one.</summary>
    public int Received { get; init; }

    /// <summary>Bytes it has, or should have had.</summary>
    public int Total { get; init; }

    /// <summary>Number of chunks.</summary>
    public int Chunks { get; init; }

    /// <summary>When its first chunk came.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last chunk came, or when it was given up.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>What it holds, told by its first byte; null when not known.</summary>
    public MdsMessageType? Type { get; init; }

    /// <summary>The decoded content. Decoded when first asked for, on the asking thread; a big coredump takes milliseconds.</summary>
    public MdsMessage Content => _content.Value;
}
