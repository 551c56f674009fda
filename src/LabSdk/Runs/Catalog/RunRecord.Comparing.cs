namespace LabSdk;

public sealed partial class RunRecord
{
    /// <summary>Compares this run with another one: notes, plan, devices, environment, numbers, and both curves in one plot. Blocks while the journals are read.</summary>
    /// <param name="other">The other run.</param>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public RunDiff Diff(RunRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new RunDiff(this, other);
    }
}
