namespace LabSdk.Simulation.Fleet;

/// <summary>What the connections of a gateway share.</summary>
internal sealed record GatewayWork(SimulatedGatewayOptions Options, ModuleHandler Handler, GatewayFaults Faults, SemaphoreSlim Threads);
