namespace LabSdk.Cxl;

/// <summary>MCTP message types that carry CXL commands (DSP0239). A mailbox has one queue for both.</summary>
public enum CxlMessageType : byte
{
    /// <summary>Fabric manager commands, sets 51h to 56h, and tunnels.</summary>
    FabricManager = 7,

    /// <summary>Commands of the component itself.</summary>
    Component = 8,
}
