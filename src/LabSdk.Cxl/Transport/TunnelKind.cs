namespace LabSdk.Cxl;

/// <summary>The ways of a tunnel.</summary>
public enum TunnelKind
{
    /// <summary>No tunnel: the endpoint itself.</summary>
    Direct,

    /// <summary>To a logical device of a multi-logical device.</summary>
    Mld,

    /// <summary>Through a switch, to the device below a port.</summary>
    Switch,

    /// <summary>Through a switch, to a logical device of the multi-logical device below a port.</summary>
    SwitchMld,

    /// <summary>To the LD pool of a multi-headed device.</summary>
    Mhd,
}
