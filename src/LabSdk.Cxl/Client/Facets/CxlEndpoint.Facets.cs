namespace LabSdk.Cxl;

/// <content>Typed commands by the kind of component that has them.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>Commands that every component may have: identity, events, firmware, time, logs, features; and the vendor's.</summary>
    public CxlComponentCommands Component => field ??= new(this);

    /// <summary>Commands of memory devices: partitions, labels, health, poison, media, security, dynamic capacity.</summary>
    public CxlMemoryCommands Memory => field ??= new(this);

    /// <summary>Commands of a fabric manager: switches, ports, virtual switches, logical devices, heads, dynamic capacity.</summary>
    public CxlFabricCommands Fabric => field ??= new(this);
}
