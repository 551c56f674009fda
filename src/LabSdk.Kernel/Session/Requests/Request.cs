using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Output;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>A message of a front end with the way back to it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Socket">The socket it came in by.</param>
/// <param name="Codec">Signs the replies.</param>
/// <param name="Channel">Where the status goes.</param>
internal sealed record Request(Message Message, RouterSocket Socket, MessageCodec Codec, OutputChannel Channel)
{
    /// <summary>What is asked.</summary>
    public string Type => Message.Type;

    /// <summary>The type of the reply: <c>execute_request</c> is answered by <c>execute_reply</c>.</summary>
    public string ReplyType => Type.EndsWith("_request", StringComparison.Ordinal) ? Type[..^"request".Length] + "reply" : Type + "_reply";

    /// <summary>Tells all front ends that work on it has begun.</summary>
    public void Busy() => Channel.Status("busy", Message.HeaderJson);

    /// <summary>Tells all front ends that it is done.</summary>
    public void Idle() => Channel.Status("idle", Message.HeaderJson);

    /// <summary>Answers the front end that asked.</summary>
    public void Reply<T>(T content, JsonTypeInfo<T> json) =>
        Socket.Send(Message.Identities[0], Codec.Reply(Message, ReplyType, JsonSerializer.SerializeToUtf8Bytes(content, json)));
}
