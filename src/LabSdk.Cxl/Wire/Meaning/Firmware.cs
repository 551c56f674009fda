namespace LabSdk.Cxl;

/// <summary>One firmware slot.</summary>
/// <param name="Number">1 to 4.</param>
/// <param name="Revision">The revision it holds; null when it is empty.</param>
/// <param name="IsActive">True for the one that runs.</param>
/// <param name="IsStaged">True for the one that becomes active with the next reset.</param>
public readonly record struct CxlFirmwareSlot(int Number, string? Revision, bool IsActive, bool IsStaged);

public readonly partial record struct GetFwInfo
{
    private const int MostSlots = 4;

    /// <summary>True when firmware can be activated without a reset.</summary>
    public bool CanActivateOnline => Capabilities.HasFlag(CxlFirmwareCapabilities.OnlineActivation);

    /// <summary>The slots that the device has, at most 4.</summary>
    public IReadOnlyList<CxlFirmwareSlot> ReadSlots()
    {
        string[] revisions = [FirmwareRevision1, FirmwareRevision2, FirmwareRevision3, FirmwareRevision4];
        var slots = new CxlFirmwareSlot[Math.Min((int)SlotCount, MostSlots)];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = new(i + 1, revisions[i].Length == 0 ? null : revisions[i], Slots.ActiveSlot == i + 1, Slots.StagedSlot == i + 1);
        }

        return slots;
    }
}
