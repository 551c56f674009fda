namespace LabSdk.Simulation.Cxl;

/// <summary>A group of commands with the state they work on.</summary>
internal interface ICciArea
{
    /// <summary>Adds its commands to the table of a component.</summary>
    void Register(CciCommandTable commands);
}
