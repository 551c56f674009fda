namespace LabSdk.Simulation.Daq;

/// <summary>The engine is not in a state for what was asked; the text is the daemon's.</summary>
internal sealed class EngineRefusedException(string reason) : Exception(reason);
