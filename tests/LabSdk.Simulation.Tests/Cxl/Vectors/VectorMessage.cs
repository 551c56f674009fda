using System.Buffers.Binary;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Vectors;

/// <summary>CCI messages with others embedded in them: where their headers are, and what of them counts.</summary>
internal static class VectorMessage
{
    private const int TunnelHeader = 4;

    /// <summary>Where headers begin; the first at 0, or at 4 for the payload of a tunnel command.</summary>
    public static List<int> Headers(ReadOnlySpan<byte> message, bool isTunnelPayload = false)
    {
        var headers = new List<int>();
        for (var at = isTunnelPayload ? TunnelHeader : 0; at + CciFrame.HeaderSize <= message.Length; at += CciFrame.HeaderSize + TunnelHeader)
        {
            headers.Add(at);
            if (CciFrame.Opcode(message[at..]) != 0x5300)
            {
                break;
            }
        }

        return headers;
    }

    /// <summary>The message without what a comparison leaves out: tags, and the status of requests.</summary>
    public static string Comparable(byte[] message, bool isTunnelPayload = false, bool isRequest = true)
    {
        var copy = message.ToArray();
        foreach (var at in Headers(message, isTunnelPayload))
        {
            copy[at + 1] = 0;
            if (isRequest)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(at + 10), 0);
            }
        }

        return Convert.ToHexStringLower(copy);
    }

    /// <summary>The recorded answer with its tags moved by as much as the request's are away from those of the recording.</summary>
    public static byte[] WithTags(byte[] answer, int offset)
    {
        var copy = answer.ToArray();
        foreach (var at in Headers(answer))
        {
            copy[at + 1] += (byte)offset;
        }

        return copy;
    }

    /// <summary>The recorded answer with the tags of the request, layer by layer.</summary>
    public static byte[] WithTagsOf(ReadOnlySpan<byte> request, byte[] answer)
    {
        var copy = answer.ToArray();
        foreach (var (own, asked) in Headers(answer).Zip(Headers(request)))
        {
            copy[own + 1] = request[asked + 1];
        }

        return copy;
    }

    /// <summary>The opcode of the innermost message of a request.</summary>
    public static ushort InnerOpcode(byte[] message) => CciFrame.Opcode(message.AsSpan(Headers(message)[^1]));
}
