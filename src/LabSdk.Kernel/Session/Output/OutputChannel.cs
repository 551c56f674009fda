using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Session.Output;

/// <summary>The iopub channel: everything that all front ends see. Thread-safe; never blocks.</summary>
internal sealed class OutputChannel(PublisherSocket socket, MessageCodec codec)
{
    /// <summary>Publishes a small message.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="parent">Header of the request it belongs to.</param>
    /// <param name="content">Its content.</param>
    /// <param name="json">How the content is written.</param>
    public void Publish<T>(string type, ReadOnlyMemory<byte> parent, T content, JsonTypeInfo<T> json) =>
        Publish(type, parent, MessageCodec.EmptyObject, JsonSerializer.SerializeToUtf8Bytes(content, json));

    /// <summary>Publishes a message whose content is JSON already.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="parent">Header of the request it belongs to.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="content">Its content.</param>
    /// <param name="replaceKey">Set when a later message with the same key makes this one needless for a slow reader.</param>
    public void Publish(string type, ReadOnlyMemory<byte> parent, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> content, string? replaceKey = null) =>
        socket.Publish(new OutgoingMessage(codec.Encode([codec.Topic(type)], type, parent, metadata, content)) { ReplaceKey = replaceKey });

    /// <summary>Publishes whether the kernel works.</summary>
    public void Status(string state, ReadOnlyMemory<byte> parent) =>
        Publish("status", parent, new StatusContent(state), Wire.Json.StatusContent);

    /// <summary>Publishes text of a standard stream; a reader that is too slow gets a count of lines instead.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text.</param>
    /// <param name="parent">Header of the request it belongs to.</param>
    /// <param name="source">Whose text it is, for counting what is lost.</param>
    public void Stream(string name, string text, ReadOnlyMemory<byte> parent, object source) =>
        socket.Publish(StreamMessage(name, text, parent) with
        {
            Piece = new StreamPiece(source, Math.Max(1, text.AsSpan().Count('\n')), lost => StreamMessage(name, LostText(lost), parent)),
        });

    private static string LostText(long lines) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"\n[{lines} {(lines == 1 ? "line" : "lines")} dropped for a slow reader]\n");

    private OutgoingMessage StreamMessage(string name, string text, ReadOnlyMemory<byte> parent) => new(codec.Encode(
        [codec.Topic("stream")], "stream", parent, MessageCodec.EmptyObject, JsonSerializer.SerializeToUtf8Bytes(new StreamText(name, text), Wire.Json.StreamText)));
}
