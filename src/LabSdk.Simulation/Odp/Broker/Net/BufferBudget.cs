namespace LabSdk.Simulation.Odp;

/// <summary>Bytes that all connections may hold together. Thread-safe.</summary>
internal sealed class BufferBudget(long limit)
{
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    /// <summary>True when connections should give back what they do not need at the moment.</summary>
    public bool IsTight => Held > limit / 2;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit)
        {
            return true;
        }

        Give(bytes);
        return false;
    }

    public void Give(int bytes) => Interlocked.Add(ref _held, -bytes);
}
