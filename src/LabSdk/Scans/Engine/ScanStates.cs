namespace LabSdk;

/// <summary>The state of an engine and the table of steps between states. Every state leads back to idle.</summary>
internal sealed class ScanStates
{
    private static readonly Dictionary<ScanState, ScanState[]> Table = new()
    {
        [ScanState.Idle] = [ScanState.Preparing],
        [ScanState.Preparing] = [ScanState.Running, ScanState.Stopping, ScanState.Aborting, ScanState.Idle],
        [ScanState.Running] = [ScanState.Stopping, ScanState.Aborting],
        [ScanState.Stopping] = [ScanState.Aborting, ScanState.Idle],
        [ScanState.Aborting] = [ScanState.Idle],
    };

    private int _current = (int)ScanState.Idle;

    public ScanState Current => (ScanState)Volatile.Read(ref _current);

    public static bool Allows(ScanState from, ScanState to) => Array.IndexOf(Table[from], to) >= 0;

    /// <summary>Idle, from wherever it is: what comes after an end, good or bad.</summary>
    public void Reset() => Volatile.Write(ref _current, (int)ScanState.Idle);

    public void To(ScanState next)
    {
        if (!Allows(Current, next))
        {
            throw new InvalidOperationException($"A scan engine cannot go from {Current} to {next}.");
        }

        Volatile.Write(ref _current, (int)next);
    }
}
