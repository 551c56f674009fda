namespace Grpc.Core;

/// <summary>What a writer may do with a message.</summary>
[Flags]
internal enum WriteFlags
{
    /// <summary>The message may wait for the next one before it is sent.</summary>
    BufferHint = 1,

    /// <summary>The message is sent plain even when the call compresses.</summary>
    NoCompress = 2,
}

/// <summary>How messages are written.</summary>
internal sealed class WriteOptions(WriteFlags flags = default)
{
    public static WriteOptions Default { get; } = new();

    public WriteFlags Flags { get; } = flags;
}
