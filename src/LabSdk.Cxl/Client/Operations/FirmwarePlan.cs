namespace LabSdk.Cxl;

/// <summary>Where a firmware package goes, and in what parts.</summary>
internal static class FirmwarePlan
{
    public const int Unit = 128, Header = 128;

    private const int MostSlots = 4;

    /// <summary>The slot to write.</summary>
    /// <exception cref="CxlRequestException">The wishes do not fit the device.</exception>
    public static int Slot(GetFwInfo info, int? wanted, CxlFirmwareActivation? activation, int size, string endpoint)
    {
        var slots = info.ReadSlots();
        var problem = size == 0 || size % Unit != 0 ? $"the package has {size} bytes, and a multiple of {Unit} is needed"
            : activation == CxlFirmwareActivation.Online && !info.CanActivateOnline ? "the device cannot activate firmware without a reset"
            : wanted is { } slot && (slot < 1 || slot > Math.Min((int)info.SlotCount, MostSlots)) ? $"the device has slots 1 to {info.SlotCount}"
            : wanted == info.Slots.ActiveSlot ? $"slot {wanted} is the active one"
            : slots.All(each => each.IsActive) ? "the device has no slot but the active one"
            : null;
        if (problem is not null)
        {
            throw new CxlRequestException(CxlErrorIds.InvalidData, $"No firmware was sent to {endpoint}: {problem}.") { Opcode = CxlCommands.TransferFw.Opcode, Endpoint = endpoint };
        }

        return wanted ?? slots.Where(each => !each.IsActive).OrderBy(each => each.Revision is not null).ThenBy(each => each.IsStaged).ThenBy(each => each.Number).First().Number;
    }

    /// <summary>Bytes of the package in one part.</summary>
    public static int PartSize(CxlLimits limits) => Math.Max(Unit, (limits.Request - Header) / Unit * Unit);
}
