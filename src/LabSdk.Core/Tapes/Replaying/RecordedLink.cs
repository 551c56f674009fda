namespace LabSdk.Tapes;

/// <summary>One link as it stands on a tape.</summary>
internal sealed class RecordedLink(ushort number, TapeLinkInfo info)
{
    public ushort Number => number;

    public TapeLinkInfo Info => info;

    /// <summary>Its calls, in the order of their beginning.</summary>
    public List<RecordedCall> Calls { get; } = [];

    public long Records { get; set; }

    public long Bytes { get; set; }
}
