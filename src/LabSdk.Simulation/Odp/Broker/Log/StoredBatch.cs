namespace LabSdk.Simulation.Odp;

/// <summary>Where a batch lies in its segment.</summary>
internal readonly record struct StoredBatch(long BaseOffset, int Count, int Position, int Size, long MaxTimestamp)
{
    public long End => BaseOffset + Count;
}
