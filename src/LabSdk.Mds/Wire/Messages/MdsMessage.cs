namespace LabSdk.Mds;

/// <summary>A complete message of a device: what one or more chunks add up to.</summary>
public sealed record MdsMessage
{
    /// <summary>What it holds.</summary>
    public MdsMessageType Type { get; init; }

    /// <summary>The bytes as they were sent, without chunk headers and checksum.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>True when the checksum is right. A wrong one is told here, never thrown; the chunks are forwarded all the same.</summary>
    public bool IsValid { get; init; }

    /// <summary>True when the content was run-length coded.</summary>
    public bool IsRunLengthCoded { get; init; }

    /// <summary>The project key that the message carries; null when it carries none. Shown masked.</summary>
    public Secret? ProjectKey { get; init; }

    /// <summary>The content, decoded; empty when <see cref="Problem"/> says that it cannot be.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The events, logs and recordings; empty for coredumps.</summary>
    public IReadOnlyList<MdsEvent> Events { get; init; } = [];

    /// <summary>The coredump; null for other types.</summary>
    public CoredumpSummary? Coredump { get; init; }

    /// <summary>Why the content could not be read; null when it could.</summary>
    public string? Problem { get; init; }
}
