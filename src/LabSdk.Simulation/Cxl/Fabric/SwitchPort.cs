namespace LabSdk.Simulation.Cxl;

/// <summary>A physical port of a switch: what is plugged in, its link, its reset line.</summary>
internal sealed class SwitchPort(byte id, bool isUpstream)
{
    public const byte Disabled = 0, BindInProgress = 1, UnbindInProgress = 2, Downstream = 3, Upstream = 4, InvalidPort = 15;

    private const byte Width = 16, DeviceWidth = 8, AllSpeeds = 0x1F, Speed32 = 5, Detect = 0, L0 = 4, HotReset = 10;
    private const byte NotConnected = 0, Standard256Flit = 3, AllModes = 0x0E, NoDevice = 0, SingleDevice = 4, ManyDevices = 5, HostOrSwitch = 0;
    private const int PerstAsserted = 2, Present = 4;

    public byte Id => id;

    public bool IsUpstream => isUpstream;

    public SimulatedCxlComponent? Device { get; set; }

    /// <summary>True while the reset line is pulled.</summary>
    public bool IsInReset { get; set; }

    /// <summary>True while the reset line is on its way.</summary>
    public bool IsChanging { get; set; }

    /// <summary>Bind or unbind of the whole port is under way; else <see cref="Downstream"/>.</summary>
    public byte Activity { get; set; } = Downstream;

    /// <summary>The port's own bridge.</summary>
    public PretendFunction Bridge { get; } = new();

    public SimulatedCxlMld? Mld => Device as SimulatedCxlMld;

    public bool IsUp => isUpstream || (Device is { IsConnected: true } && !IsInReset && !IsChanging);

    /// <summary>The 16 bytes of Get Physical Port State.</summary>
    public CciWriter State()
    {
        var deviceType = isUpstream ? HostOrSwitch : Device is null ? NoDevice : Mld is null ? SingleDevice : ManyDevices;
        var link = (IsInReset ? PerstAsserted : 0) | (isUpstream || Device is not null ? Present : 0);
        return new CciWriter().U8(id).U8(isUpstream ? Upstream : Activity).U8(IsUp ? Standard256Flit : NotConnected).Pad(1)
            .U8(deviceType).U8(AllModes).U8(Width).U8(IsUp ? isUpstream ? Width : DeviceWidth : 0).U8(AllSpeeds).U8(Speed32).U8(IsUp ? Speed32 : 0)
            .U8(IsUp ? L0 : IsInReset ? HotReset : Detect).U8(0).U16(link).U8(Mld?.LogicalDevices.Count ?? 0);
    }

    /// <summary>What is answered for a port that does not exist.</summary>
    public static CciWriter Invalid(byte id) => new CciWriter().U8(id).U8(InvalidPort).Pad(14);
}
