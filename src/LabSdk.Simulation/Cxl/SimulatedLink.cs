namespace LabSdk.Simulation.Cxl;

/// <summary>The two faces of a simulated component.</summary>
internal enum SimulatedLink
{
    /// <summary>Messages: all commands, vendor status, progress of background operations.</summary>
    Mctp,

    /// <summary>The mailbox of the host.</summary>
    Mailbox,
}
