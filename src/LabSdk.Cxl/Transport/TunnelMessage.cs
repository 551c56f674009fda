using System.Buffers.Binary;

namespace LabSdk.Cxl;

/// <summary>
/// Commands packed into Tunnel Management Commands (5300h), and answers unpacked (CXL 3.1, section 7.6.7.3.1). The payload
/// around an embedded message: id, target type, length; in answers length and two reserved bytes.
/// </summary>
internal sealed class TunnelMessage
{
    private const int Frame = 4;
    private const byte PortOrLogicalDevice = 0, PoolComponent = 1, AnyId = 0xFF, MiddleTagWithoutSource = 0x10;

    private readonly Layer[] _layers;
    private readonly bool _hasMessageType;

    private TunnelMessage(Layer[] layers, bool hasMessageType, byte[] payload) => (_layers, _hasMessageType, Payload) = (layers, hasMessageType, payload);

    /// <summary>The payload of the outermost 5300h.</summary>
    public byte[] Payload { get; }

    /// <summary>Bytes that a tunnel takes of every message.</summary>
    public static int Overhead(Tunnel tunnel, bool hasMessageType) => tunnel.Layers * (CciMessage.HeaderSize + Frame + (hasMessageType ? 1 : 0));

    /// <summary>Packs a command.</summary>
    /// <param name="tunnel">The way; not direct.</param>
    /// <param name="opcode">The command.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="tags">Where tags come from, innermost first; null for the fixed ones that mailboxes use.</param>
    /// <param name="hasMessageType">True for stacks that expect the MCTP message type before an embedded message.</param>
    public static TunnelMessage Pack(Tunnel tunnel, ushort opcode, ReadOnlySpan<byte> payload, ITagSource? tags, bool hasMessageType)
    {
        // Innermost first, as tags are given out.
        var layers = new Layer[tunnel.Layers];
        layers[0] = new Layer(tags?.NextTag() ?? 0, opcode, tunnel.Kind is TunnelKind.Switch ? tunnel.Port : tunnel.Kind is TunnelKind.Mhd ? AnyId : tunnel.LogicalDevice);
        if (tunnel.Kind == TunnelKind.SwitchMld)
        {
            layers[1] = new Layer(tags?.NextTag() ?? MiddleTagWithoutSource, CxlOpcodes.Tunnel, tunnel.Port);
        }

        var message = payload.ToArray();
        foreach (var layer in layers)
        {
            var outer = Embed(layer, tunnel.Kind == TunnelKind.Mhd ? PoolComponent : PortOrLogicalDevice, message, hasMessageType);
            Array.Clear(message);
            message = outer;
        }

        return new TunnelMessage(layers, hasMessageType, message);
    }

    /// <summary>Unpacks the answer to the outermost 5300h.</summary>
    /// <exception cref="CxlProtocolException">A layer that is too short, whose length is not true, or that answers something else.</exception>
    public TunnelReply Unpack(CxlReply reply)
    {
        for (var level = 0; level < _layers.Length; level++)
        {
            if (reply.ReturnCode == CxlReturnCode.BackgroundStarted)
            {
                throw Broken(level, "A tunnel was answered with Background Command Started.");
            }

            if (reply.ReturnCode != CxlReturnCode.Success)
            {
                return new TunnelReply(reply, level, IsTunnelRefused: true);
            }

            var layer = _layers[_layers.Length - 1 - level];
            var message = Embedded(reply.Payload, level);
            if (message.Length < CciMessage.HeaderSize || !CciMessage.IsAnswer(message.Span, layer.Tag, layer.Opcode))
            {
                throw Broken(level + 1, message.Length < CciMessage.HeaderSize ? $"The message in the tunnel has {message.Length} bytes." : "The message in the tunnel is the answer to something else.");
            }

            try
            {
                reply = CciMessage.ReadAnswer(message, ownsPayload: false);
            }
            catch (CxlProtocolException error)
            {
                throw Broken(level + 1, error.Problem);
            }
        }

        return new TunnelReply(reply, _layers.Length, IsTunnelRefused: false);
    }

    private static byte[] Embed(Layer layer, byte targetType, ReadOnlySpan<byte> payload, bool hasMessageType)
    {
        var start = Frame + (hasMessageType ? 1 : 0);
        var outer = new byte[start + CciMessage.HeaderSize + payload.Length];
        outer[0] = layer.Target;
        outer[1] = targetType;
        BinaryPrimitives.WriteUInt16LittleEndian(outer.AsSpan(2), checked((ushort)(outer.Length - Frame)));
        if (hasMessageType)
        {
            var isFabric = layer.Opcode == CxlOpcodes.Tunnel || CxlOpcodes.IsFabricManager(layer.Opcode);
            outer[Frame] = (byte)(isFabric ? CxlMessageType.FabricManager : CxlMessageType.Component);
        }

        CciMessage.WriteRequest(outer.AsSpan(start), layer.Tag, layer.Opcode, payload.Length);
        payload.CopyTo(outer.AsSpan(start + CciMessage.HeaderSize));
        return outer;
    }

    private ReadOnlyMemory<byte> Embedded(ReadOnlyMemory<byte> payload, int level)
    {
        if (payload.Length < Frame)
        {
            throw Broken(level, $"The answer of the tunnel has {payload.Length} bytes.");
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(payload.Span);
        if (length != payload.Length - Frame)
        {
            throw Broken(level, $"The tunnel says that a message of {length} bytes follows, and {payload.Length - Frame} do.");
        }

        // A message type byte is 7 or 8; the first byte of an answer is 1 in its low bits.
        var hasType = _hasMessageType && length > 0 && payload.Span[Frame] is (byte)CxlMessageType.FabricManager or (byte)CxlMessageType.Component;
        return payload[(Frame + (hasType ? 1 : 0))..];
    }

    private CxlProtocolException Broken(int level, string problem) => new(problem) { Opcode = _layers[0].Opcode, TunnelLevel = level };

    // One embedded message, and where the 5300h around it sends it.
    private readonly record struct Layer(byte Tag, ushort Opcode, byte Target);
}
