using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>One message that a simulated CXL component got or sent.</summary>
/// <param name="Time">When, on the component's clock.</param>
/// <param name="IsRequest">True for a request to the component, false for what it sent.</param>
/// <param name="Opcode">The opcode.</param>
/// <param name="Link"><c>Mailbox</c>, <c>Component</c> (MCTP type 8), <c>FabricManager</c> (MCTP type 7) or <c>Tunnel</c>.</param>
/// <param name="Message">
/// Header and payload. On a mailbox no header travels; there it is made up, with tag 0. A message shorter than a header was cut by a fault.
/// </param>
public sealed record CxlExchange(DateTimeOffset Time, bool IsRequest, ushort Opcode, string Link, ReadOnlyMemory<byte> Message)
{
    /// <summary>The payload; empty when the message was cut before it.</summary>
    public ReadOnlyMemory<byte> Payload => Message.Length > CciFrame.HeaderSize ? Message[CciFrame.HeaderSize..] : default;
}
