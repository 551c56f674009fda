namespace LabSdk.Simulation;

/// <summary>A CXL_MEM_SEND_COMMAND call as a simulated mailbox got it.</summary>
/// <param name="Id">Id of the driver's command; 2 for RAW.</param>
/// <param name="RawOpcode">The opcode of a RAW command, else 0.</param>
/// <param name="Input">The request payload as given to the driver.</param>
/// <param name="OutputSize">Bytes that the caller offered for the answer.</param>
public sealed record CxlMailboxRequest(uint Id, ushort RawOpcode, ReadOnlyMemory<byte> Input, int OutputSize);
