namespace LabSdk.Simulation.Cxl;

/// <summary>The firmware images that a component holds, by slot from 1.</summary>
internal sealed class FirmwareSlots(int count, string revision)
{
    public const int Most = 4;

    private readonly string[] _revisions = [revision, "", "", ""];

    public int Count => count;

    public int Active { get; private set; } = 1;

    /// <summary>The slot that becomes active with the next reset; 0 for none.</summary>
    public int Staged { get; set; }

    public string ActiveRevision => Revision(Active);

    /// <summary>Its revision; empty for an empty slot.</summary>
    public string Revision(int slot) => _revisions[slot - 1];

    public void Store(int slot, string revision) => _revisions[slot - 1] = revision;

    public void Activate(int slot) => (Active, Staged) = (slot, 0);

    public void Reset()
    {
        if (Staged != 0)
        {
            Activate(Staged);
        }
    }
}
