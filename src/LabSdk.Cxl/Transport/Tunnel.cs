namespace LabSdk.Cxl;

/// <summary>
/// The way to a component behind an endpoint, for <c>endpoint.Through(Tunnel.SwitchMld(5, 3))</c>. Commands travel inside Tunnel
/// Management Commands (5300h), which take 16 bytes a layer of every message.
/// </summary>
public readonly record struct Tunnel
{
    private Tunnel(TunnelKind kind, byte port, byte logicalDevice) => (Kind, Port, LogicalDevice) = (kind, port, logicalDevice);

    /// <summary>The kind of way.</summary>
    public TunnelKind Kind { get; }

    /// <summary>The switch port; 0 where there is none.</summary>
    public byte Port { get; }

    /// <summary>The logical device; 0 where there is none.</summary>
    public byte LogicalDevice { get; }

    /// <summary>Layers of tunnel messages: 0 for a direct command, 2 for <see cref="SwitchMld"/>, else 1.</summary>
    public int Layers => Kind switch
    {
        TunnelKind.Direct => 0,
        TunnelKind.SwitchMld => 2,
        _ => 1,
    };

    /// <summary>No tunnel.</summary>
    public static Tunnel Direct => default;

    /// <summary>To the LD pool of a multi-headed device.</summary>
    public static Tunnel Mhd { get; } = new(TunnelKind.Mhd, 0, 0);

    /// <summary>To a logical device of a multi-logical device.</summary>
    /// <param name="logicalDevice">Its id.</param>
    public static Tunnel Mld(byte logicalDevice) => new(TunnelKind.Mld, 0, logicalDevice);

    /// <summary>Through a switch, to the device below a port.</summary>
    /// <param name="port">The physical port.</param>
    public static Tunnel Switch(byte port) => new(TunnelKind.Switch, port, 0);

    /// <summary>Through a switch, to a logical device of the multi-logical device below a port.</summary>
    /// <param name="port">The physical port.</param>
    /// <param name="logicalDevice">The id of the logical device.</param>
    public static Tunnel SwitchMld(byte port, byte logicalDevice) => new(TunnelKind.SwitchMld, port, logicalDevice);

    /// <summary>Returns for example <c>port 5, LD 3</c>.</summary>
    public override string ToString() => Kind switch
    {
        TunnelKind.Mld => $"LD {LogicalDevice}",
        TunnelKind.Switch => $"port {Port}",
        TunnelKind.SwitchMld => $"port {Port}, LD {LogicalDevice}",
        TunnelKind.Mhd => "LD pool",
        _ => "direct",
    };
}
