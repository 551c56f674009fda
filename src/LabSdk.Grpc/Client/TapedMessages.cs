using System.Buffers;
using Grpc.Core;
using LabSdk.Grpc.Wire;
using LabSdk.Tapes;

namespace LabSdk.Grpc.Client;

/// <summary>Messages on their way to a tape, always without compression: what is asked is found again by its bytes.</summary>
internal static class TapedMessages
{
    public static void Sent<T>(TapedCall call, T message, Marshaller<T> marshaller)
    {
        if (call.IsOn)
        {
            using var plain = new OutgoingMessage();
            plain.Serialize(message, marshaller, MessageEncoding.Identity);
            call.Sent(plain.Framed.Span[MessagePrefix.Length..]);
        }
    }

    public static void Received(TapedCall call, in ReadOnlySequence<byte> payload, MessageEncoding encoding, MessageLimits limits)
    {
        if (!call.IsOn)
        {
            return;
        }

        using var inflated = encoding == MessageEncoding.Identity ? null : MessageCompression.Inflate(payload, encoding, limits);
        call.Received(inflated?.AsSequence() ?? payload);
    }
}
