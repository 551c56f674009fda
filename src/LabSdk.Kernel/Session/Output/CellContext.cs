namespace LabSdk.Kernel.Session.Output;

/// <summary>What a cell's output must know of its request.</summary>
/// <param name="Parent">Header of the request.</param>
/// <param name="Identities">Who sent it: the address of questions.</param>
/// <param name="ExecutionCount">The number of the cell.</param>
/// <param name="IsSilent">True when nothing but the status may be published.</param>
/// <param name="AllowsInput">True when the user can be asked.</param>
internal sealed record CellContext(ReadOnlyMemory<byte> Parent, IReadOnlyList<byte[]> Identities, int ExecutionCount, bool IsSilent, bool AllowsInput);
