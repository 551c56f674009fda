namespace LabSdk.Daq.Wire;

/// <summary>What can be wrong with a frame message.</summary>
internal static class FrameErrors
{
    public static ProtocolException Truncated() => Error("A frame message ends in the middle");

    public static ProtocolException BadField(int number) =>
        Error(FormattableString.Invariant($"A frame message has field {number} in a form that protobuf does not know"));

    public static ProtocolException BadVarint() => Error("A frame message has a number of more than 10 bytes");

    public static ProtocolException BadSize(uint width, uint height, uint bitDepth) =>
        Error(FormattableString.Invariant($"A frame of {width} x {height} pixels with {bitDepth} bits is not possible"));

    public static ProtocolException TooLarge(long bytes, long limit) =>
        Error(FormattableString.Invariant($"A frame of {bytes} bytes is over the limit of {limit}"));

    public static ProtocolException WrongLength(long found, long expected) =>
        Error(FormattableString.Invariant($"A frame has {found} bytes of pixels where its size needs {expected}"));

    public static ProtocolException UnknownCompression(uint type) =>
        Error(FormattableString.Invariant($"A frame is packed by the unknown method {type}"));

    private static ProtocolException Error(string message) =>
        new(DaqErrorIds.MalformedFrame, message + ".", "The frame was dropped; if this repeats, the daemon and LabSdk disagree about the format.");
}
