using LabSdk.Fleet;

namespace LabSdk.Simulation;

/// <summary>A device at a simulated gateway, as it was a moment ago.</summary>
/// <param name="Device">What it says it is.</param>
/// <param name="IsSupported">False when module or type do not exist: it stays registered, but its statuses are not answered.</param>
/// <param name="Statuses">How many valid statuses it has sent.</param>
/// <param name="LastStatus">The last of them; empty before the first.</param>
/// <param name="LastCommand">The last command it was given; empty before the first.</param>
/// <param name="WaitingCommands">Commands of the cloud that wait for its next status.</param>
public sealed record RegisteredDevice(FleetDevice Device, bool IsSupported, long Statuses, ReadOnlyMemory<byte> LastStatus, ReadOnlyMemory<byte> LastCommand, int WaitingCommands);
