namespace LabSdk.Simulation.Cxl;

/// <summary>The ways on which a command can reach a component; a command may be offered on some of them only.</summary>
[Flags]
internal enum CciLink
{
    None = 0,

    /// <summary>The mailbox of the host, behind the ioctl.</summary>
    Mailbox = 1,

    /// <summary>MCTP messages for the component itself, type 8.</summary>
    Component = 2,

    /// <summary>MCTP messages of the fabric manager, type 7.</summary>
    FabricManager = 4,

    /// <summary>Embedded in a tunnel command.</summary>
    Tunnel = 8,

    /// <summary>Where commands of the component itself arrive.</summary>
    Any = Mailbox | Component | Tunnel,

    /// <summary>Where everything arrives that comes as a message with a header.</summary>
    Messages = Component | Tunnel,

    /// <summary>Where commands of the fabric manager arrive. A mailbox has one queue for all.</summary>
    Fabric = Mailbox | FabricManager | Tunnel,
}
