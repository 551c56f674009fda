using LabSdk.Fleet;

namespace LabSdk.Simulation;

/// <summary>What a gateway tells the cloud of a device.</summary>
/// <param name="At">When, by the gateway's clock.</param>
/// <param name="Kind">Why.</param>
/// <param name="Device">The device.</param>
/// <param name="Status">Its status.</param>
/// <param name="Gathered">What its module gathered besides, for example presses of a button; empty when there is nothing.</param>
public sealed record GatewayReport(DateTimeOffset At, GatewayReportKind Kind, FleetDevice Device, ReadOnlyMemory<byte> Status, ReadOnlyMemory<byte> Gathered);
