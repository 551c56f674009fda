using System.Text;

namespace LabSdk.Mds.Wire;

/// <summary>The text items of a device: bytes up to the first NUL, one byte fewer than the item can hold, as the reference reads them.</summary>
internal static class ConfigText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of the text.</summary>
    /// <param name="payload">What the device sent, at most the item's capacity.</param>
    /// <param name="capacity">The item's capacity, which counts a final NUL.</param>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> payload, int capacity)
    {
        var end = payload.IndexOf((byte)0);
        var text = end >= 0 ? payload[..end] : payload;
        return text[..Math.Min(text.Length, Math.Max(capacity - 1, 0))];
    }

    /// <summary>True when the device's text filled the whole item without a NUL, so that its end is unknown.</summary>
    public static bool IsTruncated(ReadOnlySpan<byte> payload, int capacity) => payload.Length >= capacity && !payload.Contains((byte)0);

    /// <summary>The text; null when it is not UTF-8.</summary>
    public static string? DecodeStrict(ReadOnlySpan<byte> text)
    {
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The text with U+FFFD for bytes that are not UTF-8.</summary>
    public static string DecodeLenient(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
