namespace LabSdk.Tapes;

/// <summary>One call as it stands on a tape.</summary>
internal sealed class RecordedCall(string name, TimeSpan time)
{
    public string Name => name;

    /// <summary>When it began.</summary>
    public TimeSpan Time => time;

    /// <summary>Stands for the first message that was sent; zero for a call that sent none.</summary>
    public UInt128 Key { get; set; }

    public List<TapeItem> Items { get; } = [];
}
