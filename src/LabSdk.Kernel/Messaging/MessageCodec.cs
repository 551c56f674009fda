using System.Globalization;
using System.Text.Json;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Messaging;

/// <summary>Jupyter messages to and from frames: checks and makes signatures. Thread-safe.</summary>
internal sealed class MessageCodec(ReadOnlyMemory<byte> key, TimeProvider time) : IDisposable
{
    /// <summary>The version of the messaging protocol that is spoken.</summary>
    public const string ProtocolVersion = "5.4";

    private const int SignedParts = 4;
    private readonly MessageSigner _signer = new(key.Span);
    private readonly SeenSignatures _seen = new();

    /// <summary>One id for all messages of this process.</summary>
    public string SessionId { get; } = Guid.NewGuid().ToString();

    /// <summary>What stands for "no metadata" and "no parent".</summary>
    public static ReadOnlyMemory<byte> EmptyObject { get; } = "{}"u8.ToArray();

    private static ReadOnlySpan<byte> Delimiter => "<IDS|MSG>"u8;

    /// <summary>Takes a message apart. The signature is checked before anything is parsed.</summary>
    /// <param name="sender">The routing identity.</param>
    /// <param name="frames">The frames behind it.</param>
    /// <exception cref="ProtocolException">Not a message, not signed with our key, or received before.</exception>
    public Message Decode(byte[] sender, byte[][] frames)
    {
        var at = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual(Delimiter));
        if (at < 0 || frames.Length < at + 2 + SignedParts)
        {
            throw new ProtocolException(KernelErrorIds.Message, $"Something that is not a Jupyter message has arrived: {frames.Length} frames.");
        }

        var (signature, header, parent, metadata, content) = (frames[at + 1], frames[at + 2], frames[at + 3], frames[at + 4], frames[at + 5]);
        if (!_signer.Verify(signature, header, parent, metadata, content))
        {
            throw new ProtocolException(KernelErrorIds.Signature, "A message is not signed with the key of this kernel.");
        }

        if (_signer.IsOn && !_seen.TryAdd(signature))
        {
            throw new ProtocolException(KernelErrorIds.Replay, "A message has arrived a second time.");
        }

        return new Message(
            [sender, .. frames[..at]], ParseHeader(header), header, metadata, content, [.. frames[(at + 2 + SignedParts)..].Select(frame => (ReadOnlyMemory<byte>)frame)]);
    }

    /// <summary>Puts a message together.</summary>
    /// <param name="prefix">Identities of a reply, or the topic.</param>
    /// <param name="type">What it is.</param>
    /// <param name="parent">Header of the request, or an empty object.</param>
    /// <param name="metadata">Metadata as JSON.</param>
    /// <param name="content">Content as JSON.</param>
    public ReadOnlyMemory<byte>[] Encode(
        IEnumerable<byte[]> prefix, string type, ReadOnlyMemory<byte> parent, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> content)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new MessageHeader
            {
                MsgId = Guid.NewGuid().ToString(),
                Session = SessionId,
                Username = "kernel",
                Date = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
                MsgType = type,
                Version = ProtocolVersion,
            },
            Wire.Json.MessageHeader);
        var signature = _signer.Sign(header, parent.Span, metadata.Span, content.Span);
        return [.. prefix.Select(frame => (ReadOnlyMemory<byte>)frame), Delimiter.ToArray(), signature, header, parent, metadata, content];
    }

    /// <summary>The topic of an output.</summary>
    public byte[] Topic(string type) => System.Text.Encoding.UTF8.GetBytes($"kernel.{SessionId}.{type}");

    /// <summary>A message for one peer.</summary>
    public OutgoingMessage Reply(Message request, string type, ReadOnlyMemory<byte> content) =>
        new(Encode(request.Identities.Skip(1), type, request.HeaderJson, EmptyObject, content));

    /// <summary>Text of a peer, shortened and without control characters, for a log line.</summary>
    public static string Printable(string text)
    {
        var shown = text.Length > 64 ? text[..64] : text;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }

    /// <inheritdoc/>
    public void Dispose() => _signer.Dispose();

    private static MessageHeader ParseHeader(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Wire.Json.MessageHeader) is { MsgType.Length: > 0 } header
                ? header
                : throw new JsonException("it has no msg_type");
        }
        catch (JsonException failure)
        {
            throw new ProtocolException(KernelErrorIds.Message, $"The header of a message cannot be read: {failure.Message}", innerException: failure);
        }
    }
}
