using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using LabSdk.Grpc.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Wire;

/// <summary>Messages inside packets, from and to bytes.</summary>
internal static class PacketContent
{
    /// <summary>Reads a message; false when the bytes are not one.</summary>
    public static bool TryParse<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out T? message)
        where T : class, IMessage<T>, new()
    {
        message = null;
        if (!WireCheck.HoldsTogether(MessageShape<T>.Descriptor!, bytes))
        {
            return false;
        }

        try
        {
            message = parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="OdpProtocolException">The bytes are not one.</exception>
    public static T Parse<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes)
        where T : class, IMessage<T>, new() => TryParse(parser, bytes, out var message) ? message : throw new OdpProtocolException(
            OdpErrorKind.Malformed, $"{bytes.Length} bytes are not a {typeof(T).Name}.", "The record is skipped; see who writes to this topic.");

    /// <summary>A whole record with a message of a known type inside.</summary>
    public static byte[] Wrap(IMessage content, string sessionKey, bool isEssential = false, ulong id = 0) => new Packet
    {
        Type = PacketTypes.Of(content.Descriptor),
        SessionKey = sessionKey,
        IsEssential = isEssential,
        Content = content.ToByteString(),
        Id = id,
    }.ToByteArray();
}
