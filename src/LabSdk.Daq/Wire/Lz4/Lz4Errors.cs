namespace LabSdk.Daq.Wire;

/// <summary>What can be wrong with a block. Kept apart so that the decoder stays small.</summary>
internal static class Lz4Errors
{
    public static ProtocolException NoSize(long length) =>
        Error(FormattableString.Invariant($"LZ4 data of {length} bytes is too short for its size"));

    public static ProtocolException TooLarge(uint size, int limit) =>
        Error(FormattableString.Invariant($"LZ4 data announces {size} bytes, more than the limit of {limit}"));

    public static ProtocolException Truncated() => Error("LZ4 block ends in the middle");

    public static ProtocolException BadOffset(int offset, int written) =>
        Error(FormattableString.Invariant($"LZ4 block refers {offset} bytes back when only {written} were written"));

    public static ProtocolException TooLong(int size) =>
        Error(FormattableString.Invariant($"LZ4 block holds more than the announced {size} bytes"));

    public static ProtocolException TooShort(int written, int size) =>
        Error(FormattableString.Invariant($"LZ4 block holds {written} bytes, not the announced {size}"));

    private static ProtocolException Error(string message) =>
        new(DaqErrorIds.MalformedFrame, message + ".", "The frame was dropped; if this repeats, the daemon and LabSdk disagree about the format.");
}
