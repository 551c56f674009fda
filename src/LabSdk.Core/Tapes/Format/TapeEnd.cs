using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace LabSdk.Tapes;

/// <summary>How a call ended.</summary>
/// <param name="Code">The family's own number; 0 is good.</param>
/// <param name="Text">For people.</param>
/// <param name="IsLocal">True when this side ended it: what the peer would have done is not known.</param>
/// <param name="Facts">What came with the end, for example the trailers of gRPC.</param>
internal sealed record TapeEnd(int Code, string Text = "", bool IsLocal = false, IReadOnlyDictionary<string, string>? Facts = null)
{
    private const int FixedBytes = 9;

    /// <summary>A call that went well.</summary>
    public static TapeEnd Good { get; } = new(0);

    /// <summary>Code, flags, length of the text, text, facts as JSON.</summary>
    public byte[] ToBytes()
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var facts = Facts is { Count: > 0 } ? JsonSerializer.SerializeToUtf8Bytes(Facts, TapeJson.Options) : [];
        var bytes = new byte[FixedBytes + text.Length + facts.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Code);
        bytes[4] = IsLocal ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), text.Length);
        text.CopyTo(bytes, FixedBytes);
        facts.CopyTo(bytes, FixedBytes + text.Length);
        return bytes;
    }

    /// <summary>Reads it; null when it is damaged.</summary>
    public static TapeEnd? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedBytes || BinaryPrimitives.ReadInt32LittleEndian(bytes[5..]) is var length && (length < 0 || length > bytes.Length - FixedBytes))
        {
            return null;
        }

        var rest = bytes[(FixedBytes + length)..];
        if (!TapeJson.TryRead<Dictionary<string, string>>(rest, out var facts) && rest.Length > 0)
        {
            return null;
        }

        return new TapeEnd(BinaryPrimitives.ReadInt32LittleEndian(bytes), Encoding.UTF8.GetString(bytes.Slice(FixedBytes, length)), (bytes[4] & 1) != 0, facts);
    }
}
