namespace LabSdk.Kernel.Zmtp.Codec;

/// <summary>The first byte of a frame (ZMTP 3.1, RFC 37).</summary>
[Flags]
internal enum FrameFlags : byte
{
    /// <summary>The last frame of a message, with a short length.</summary>
    None = 0,

    /// <summary>More frames of the message follow.</summary>
    More = 1,

    /// <summary>The length has 8 bytes instead of 1.</summary>
    Long = 2,

    /// <summary>A command of the transport, not a part of a message.</summary>
    Command = 4,
}
