namespace LabSdk.Odp.Wire;

/// <summary>What came of decoding a packet with samples: blocks, or the reason why not.</summary>
/// <param name="Blocks">In order; empty when there are no samples or the packet is refused.</param>
/// <param name="Problem">Malformed, UnknownFormat or Shape; null when it was read.</param>
/// <param name="FormatId">The id that was looked up; 0 for names in line.</param>
/// <param name="Reason">The problem in words.</param>
internal readonly record struct SampleDecoding(IReadOnlyList<SampleBlock> Blocks, OdpErrorKind? Problem = null, ulong FormatId = 0, string? Reason = null)
{
    public static SampleDecoding Malformed(string type) => new([], OdpErrorKind.Malformed, 0, $"The content of a {type} packet cannot be read.");

    public static SampleDecoding Unknown(ulong id) => new([], OdpErrorKind.UnknownFormat, id, $"The data format {id} has not been defined.");

    public static SampleDecoding Shape(ulong id, string reason) => new([], OdpErrorKind.Shape, id, reason);

    /// <summary>The blocks.</summary>
    /// <exception cref="OdpProtocolException">The packet was refused.</exception>
    public IReadOnlyList<SampleBlock> OrThrow() => Problem is not { } problem ? Blocks : throw new OdpProtocolException(problem, Reason!, problem switch
    {
        OdpErrorKind.UnknownFormat => "Read the essentials topic first; the packet can be decoded once the definition is there.",
        _ => "The packet is skipped; see the writer of this stream.",
    });
}
