using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>Serializes a message of known length straight into the connection's buffers; others take a detour.</summary>
internal sealed class PipeMessage(PipeWriter pipe, int maxSend) : SerializationContext
{
    private OutgoingMessage? _detour;
    private int _length = -1;
    private bool _direct;

    public void Write<T>(T message, Marshaller<T> marshaller)
    {
        _length = -1;
        _direct = false;
        marshaller.ContextualSerializer(message, this);
        if (!_direct)
        {
            using var detour = _detour ?? throw new InvalidOperationException("The serializer wrote no message.");
            _detour = null;
            detour.Finish(MessageEncoding.Identity);
            Check(detour.PayloadLength);
            pipe.Write(detour.Framed.Span);
        }
    }

    public override void SetPayloadLength(int payloadLength) => _length = payloadLength;

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_length < 0)
        {
            return Detour().GetBufferWriter();
        }

        if (!_direct)
        {
            Check(_length);
            _direct = true;
            MessagePrefix.Write(pipe.GetSpan(MessagePrefix.Length), compressed: false, _length);
            pipe.Advance(MessagePrefix.Length);
        }

        return pipe;
    }

    public override void Complete()
    {
    }

    public override void Complete(byte[] payload) => Detour().Complete(payload);

    private OutgoingMessage Detour()
    {
        _detour ??= new OutgoingMessage();
        _detour.Start();
        return _detour;
    }

    private void Check(int length)
    {
        if (length > maxSend)
        {
            throw SendLimit.Exceeded("reply", length, maxSend);
        }
    }
}
