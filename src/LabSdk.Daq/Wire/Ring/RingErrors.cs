namespace LabSdk.Daq.Wire;

/// <summary>What can be wrong with a ring buffer file.</summary>
internal static class RingErrors
{
    private const string Disagree = "The file is not a ring buffer of this daemon version, or it is being created: try again, then compare the versions.";

    public static ProtocolException TooShort(long length) =>
        Malformed(FormattableString.Invariant($"The ring buffer file has {length} bytes, less than its header of {RingHeader.Length}"));

    public static ProtocolException BadMagic(ulong magic) =>
        Malformed(FormattableString.Invariant($"The ring buffer file begins with 0x{magic:X16} instead of 0x{RingHeader.ExpectedMagic:X16}"));

    public static ProtocolException BadCapacity(ulong capacity, long length) =>
        Malformed(FormattableString.Invariant($"The ring buffer claims {capacity} bytes of data in a file of {length} bytes"));

    public static ProtocolException BadRecord(uint length, ulong available) =>
        Malformed(FormattableString.Invariant($"A ring buffer record claims {length} bytes where {available} can be"));

    public static ProtocolException BadPositions(ulong head, ulong tail) =>
        Malformed(FormattableString.Invariant($"The ring buffer has its read position {tail} beyond its write position {head}"));

    public static LabConnectionException Busy() => new(
        DaqErrorIds.RingUnavailable,
        "The ring buffer was written to all the time and gave no consistent view within 500 ms.",
        "Read more rarely, or use the measurement stream.");

    private static ProtocolException Malformed(string message) => new(DaqErrorIds.MalformedRing, message + ".", Disagree);
}
