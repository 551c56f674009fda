namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>A message on its way out. Immutable, so that one can wait for many peers.</summary>
/// <param name="Frames">Its frames; the first is the topic on a publisher.</param>
internal sealed record OutgoingMessage(params ReadOnlyMemory<byte>[] Frames)
{
    /// <summary>Bytes of all frames.</summary>
    public long Size { get; } = Frames.Sum(frame => (long)frame.Length);

    /// <summary>True for a command of the transport.</summary>
    public bool IsCommand { get; init; }

    /// <summary>Set when the message may be dropped for a slow peer; says what is lost then.</summary>
    public StreamPiece? Piece { get; init; }

    /// <summary>Set when a later message with the same key makes this one needless.</summary>
    public string? ReplaceKey { get; init; }
}
