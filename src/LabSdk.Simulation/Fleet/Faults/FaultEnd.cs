namespace LabSdk.Simulation.Fleet;

/// <summary>What happens to a connection after a faulty answer.</summary>
internal enum FaultEnd
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is closed.</summary>
    Close,

    /// <summary>It is closed for writing.</summary>
    HalfClose,

    /// <summary>It is reset.</summary>
    Reset,
}
