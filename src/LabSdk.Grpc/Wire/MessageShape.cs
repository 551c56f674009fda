using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabSdk.Grpc.Wire;

/// <summary>The fields of a message type; null for types that are no protobuf messages, which bring their own decoder.</summary>
internal static class MessageShape<T>
{
    public static readonly MessageDescriptor? Descriptor =
        typeof(T).IsAssignableTo(typeof(IMessage)) ? ((IMessage)Activator.CreateInstance<T>()!).Descriptor : null;
}
