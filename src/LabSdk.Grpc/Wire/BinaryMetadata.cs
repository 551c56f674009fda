using System.Buffers;

namespace LabSdk.Grpc.Wire;

/// <summary>Values of <c>-bin</c> keys: base64, sent without padding, accepted with and without.</summary>
internal static class BinaryMetadata
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Decodes one value (a joined list must be split at the commas first); false when it is not base64.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] value)
    {
        value = [];
        text = text.Trim(' ').TrimEnd('=');
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.Length % 4 == 1)
        {
            return false;
        }

        var padded = ArrayPool<char>.Shared.Rent(text.Length + 3);
        try
        {
            text.CopyTo(padded);
            var length = (text.Length + 3) & ~3;
            padded.AsSpan(text.Length, length - text.Length).Fill('=');
            var bytes = new byte[length / 4 * 3];
            if (!IsAlphabet(text) || !Convert.TryFromBase64Chars(padded.AsSpan(0, length), bytes, out var written))
            {
                return false;
            }

            value = written == bytes.Length ? bytes : bytes[..written];
            return true;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(padded);
        }
    }

    // The framework's decoder skips white space, which would let other texts through.
    private static bool IsAlphabet(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Alphabet);

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
}
