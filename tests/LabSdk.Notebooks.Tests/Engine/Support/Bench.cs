namespace LabSdk.Notebooks.Tests.Engine;

/// <summary>What the sessions of the kernel start with.</summary>
internal static class Bench
{
    public static ScriptEngineOptions Options { get; } = new()
    {
        References = [typeof(Lab).Assembly, typeof(LabException).Assembly, typeof(Display.Views).Assembly, typeof(Simulation.SimulatedDaemon).Assembly, typeof(Daq.DaqClient).Assembly],
        Imports = ["LabSdk", "LabSdk.Simulation", "static LabSdk.Plans"],
    };
}
