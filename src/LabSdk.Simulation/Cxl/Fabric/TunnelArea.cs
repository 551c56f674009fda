using LabSdk.Cxl;

namespace LabSdk.Simulation.Cxl;

/// <summary>Tunnel Management, 5300h: hands an embedded message to a port, a logical device or the pool, and brings its answer back.</summary>
/// <param name="find">The target by type (0 port or logical device, 1 pool) and id; null for none.</param>
/// <param name="includesMessageType">True for the dialect with a byte of message type before the embedded message.</param>
internal sealed class TunnelArea(Func<byte, byte, SimulatedCxlComponent?> find, bool includesMessageType) : ICciArea
{
    public const ushort Opcode = 0x5300;

    /// <summary>Bytes that a layer takes of the answer: its own header and the length before the embedded message.</summary>
    private const int Overhead = CciFrame.HeaderSize + 4;

    private const int MostLayers = 3, HeaderSize = 4, TypeMask = 0x0F;

    public void Register(CciCommandTable commands) => commands.Add(Opcode, HeaderSize, Run, CciRule.Variable, CciLink.Fabric);

    private CciResult Run(CciCall call)
    {
        var input = call.Read();
        var (id, type, size) = (input.U8(), (byte)(input.U8() & TypeMask), input.U16());
        input.Expect(size);
        if (includesMessageType)
        {
            input.Skip(1);
        }

        if (input.Remaining < CciFrame.HeaderSize)
        {
            return CxlReturnCode.InvalidPayloadLength;
        }

        if (call.Depth >= MostLayers || find(type, id) is not { IsConnected: true } target)
        {
            return CxlReturnCode.InvalidInput;
        }

        var delivery = target.Endpoint.Exchange(input.Rest().ToArray(), CciLink.Tunnel, call.Depth + 1, call.MaximumResponse - Overhead);

        // What the target does not answer, or cannot be reached for, has no answer from here either: the host runs into its deadline.
        return delivery.Messages is [var answer, ..] && delivery.ReceiveErrno == 0
            ? new CciResult(CxlReturnCode.Success, new CciWriter().U16(answer.Length).Pad(2).Bytes(answer).ToArray()) { Delay = delivery.Delay }
            : new CciResult { IsSilent = true };
    }
}
