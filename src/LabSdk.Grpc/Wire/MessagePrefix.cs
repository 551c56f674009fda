using System.Buffers.Binary;

namespace LabSdk.Grpc.Wire;

/// <summary>The five bytes in front of every message: a flag and the length, big-endian.</summary>
internal static class MessagePrefix
{
    public const int Length = 5;

    public static void Write(Span<byte> target, bool compressed, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target[1..], (uint)length);
        target[0] = compressed ? (byte)1 : (byte)0;
    }
}
