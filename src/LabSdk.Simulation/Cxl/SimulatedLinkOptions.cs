namespace LabSdk.Simulation.Cxl;

/// <summary>How the address of a simulated component wants it reached.</summary>
internal sealed class SimulatedLinkOptions
{
    public SimulatedLink Link { get; set; } = SimulatedLink.Mctp;
}
