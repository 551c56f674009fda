using System.Buffers;
using Grpc.Core;

namespace LabSdk.Grpc.Wire;

/// <summary>Turns the bytes of received messages into objects; one per stream, reused for every message.</summary>
internal sealed class IncomingMessage(MessageLimits limits, string sender) : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <exception cref="RpcException">The message is damaged or, once inflated, too large.</exception>
    public T Deserialize<T>(ReadOnlySequence<byte> payload, bool compressed, MessageEncoding encoding, Marshaller<T> marshaller)
    {
        using var inflated = compressed ? MessageCompression.Inflate(payload, encoding, limits) : null;
        _payload = inflated?.AsSequence() ?? payload;
        try
        {
            if (MessageShape<T>.Descriptor is { } shape && !WireCheck.HoldsTogether(shape, _payload))
            {
                throw new InvalidDataException("A field is longer than what holds it, or is no field.");
            }

            return marshaller.ContextualDeserializer(this);
        }
        catch (Exception damaged) when (damaged is not RpcException)
        {
            throw new RpcException(new Status(
                StatusCode.Internal, $"A message from the {sender} cannot be decoded: {damaged.Message}", damaged));
        }
        finally
        {
            _payload = default;
        }
    }
}
