using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LabSdk.Kernel.Messaging;

/// <summary>A received message whose signature fits.</summary>
/// <param name="Identities">Who sent it: the routing frames in front of the delimiter.</param>
/// <param name="Header">Its header.</param>
/// <param name="HeaderJson">The exact bytes of the header: the parent header of every answer.</param>
/// <param name="Metadata">The exact bytes of the metadata.</param>
/// <param name="Content">The exact bytes of the content.</param>
/// <param name="Buffers">Binary parts.</param>
internal sealed record Message(
    IReadOnlyList<byte[]> Identities,
    MessageHeader Header,
    ReadOnlyMemory<byte> HeaderJson,
    ReadOnlyMemory<byte> Metadata,
    ReadOnlyMemory<byte> Content,
    IReadOnlyList<ReadOnlyMemory<byte>> Buffers)
{
    /// <summary>What the message is.</summary>
    public string Type => Header.MsgType;

    /// <summary>The content as a record.</summary>
    /// <exception cref="ProtocolException">It has another shape.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Content.Span, type) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw Unreadable(failure);
        }
    }

    /// <summary>The metadata as a tree.</summary>
    /// <exception cref="ProtocolException">It is not a JSON object.</exception>
    public JsonObject ReadMetadata()
    {
        try
        {
            return JsonNode.Parse(Metadata.Span) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException failure)
        {
            throw Unreadable(failure);
        }
    }

    private ProtocolException Unreadable(JsonException failure) => new(
        KernelErrorIds.Message, $"A message of the type '{MessageCodec.Printable(Type)}' has a content of another shape: {failure.Message}", innerException: failure);
}
