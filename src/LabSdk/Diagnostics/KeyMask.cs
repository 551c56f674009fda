using System.Buffers;
using System.Text;

namespace LabSdk;

/// <summary>
/// Keeps a device's project key out of what is shown: a device that repeats it in a log line, a chunk or its address must not
/// put it into a notebook that is passed on.
/// </summary>
internal sealed class KeyMask
{
    // A shorter one would be found in innocent text, and is no key.
    private const int Shortest = 6;
    private readonly SearchValues<string>? _secrets;
    private readonly string[] _texts;

    public KeyMask(Secret? authorization)
    {
        var header = authorization?.Reveal() ?? "";
        var value = header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        _texts = value.Length >= Shortest ? [value] : [];
        _secrets = _texts.Length > 0 ? SearchValues.Create(_texts, StringComparison.OrdinalIgnoreCase) : null;
        Bytes = _texts.Length > 0 ? Encoding.UTF8.GetBytes(value) : [];
    }

    /// <summary>Masks nothing.</summary>
    public static KeyMask None { get; } = new(null);

    private byte[] Bytes { get; }

    /// <summary>The text with every key in it masked; null stays null.</summary>
    public string? Of(string? text) =>
        text is null || _secrets is null || !text.AsSpan().ContainsAny(_secrets)
            ? text
            : _texts.Aggregate(text, (all, secret) => all.Replace(secret, Secret.Mask, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first bytes in hex, with a key masked.</summary>
    /// <param name="data">A chunk.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="keyStart">Where bytes of a key are known to stand; -1 for nowhere.</param>
    /// <param name="keyEnd">Where they end.</param>
    public string Hex(ReadOnlySpan<byte> data, int count, int keyStart = -1, int keyEnd = -1)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Math.Min(count, data.Length); i++)
        {
            text.Append(i > 0 ? " " : "").Append((i >= keyStart && i < keyEnd) || IsInKey(data, i) ? "••" : Convert.ToHexStringLower(data.Slice(i, 1)));
        }

        return data.Length > count ? text.Append(" …").ToString() : text.ToString();
    }

    // Also the first part of a key that the next chunk continues.
    private bool IsInKey(ReadOnlySpan<byte> data, int at)
    {
        if (Bytes.Length == 0)
        {
            return false;
        }

        for (var start = Math.Max(0, at - Bytes.Length + 1); start <= at; start++)
        {
            var rest = data[start..];
            var length = Math.Min(rest.Length, Bytes.Length);
            if (length >= Shortest && rest[..length].SequenceEqual(Bytes.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }
}
