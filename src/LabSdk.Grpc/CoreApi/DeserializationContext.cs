using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of one received message. They are valid only until the deserializer returns.</summary>
internal abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    public virtual byte[] PayloadAsNewBuffer() => PayloadAsReadOnlySequence().ToArray();

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotSupportedException();
}
