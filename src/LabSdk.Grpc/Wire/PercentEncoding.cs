using System.Buffers;
using System.Text;

namespace LabSdk.Grpc.Wire;

/// <summary>
/// The text of <c>grpc-message</c>: UTF-8, then every byte outside 0x20..0x7E and <c>%</c> escaped. Decoding never fails:
/// broken escapes stay and invalid UTF-8 becomes U+FFFD, because some peers do not escape <c>%</c>.
/// </summary>
internal static class PercentEncoding
{
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('%'))
        {
            return text;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var encoded = new StringBuilder(bytes.Length + 16);
        foreach (var value in bytes)
        {
            if (value is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                encoded.Append((char)value);
            }
            else
            {
                encoded.Append('%').Append(Hex(value >> 4)).Append(Hex(value & 15));
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes a header value whose characters stand for bytes (Latin-1, as HTTP header values arrive).</summary>
    public static string Decode(ReadOnlySpan<char> encoded)
    {
        if (!encoded.ContainsAnyExceptInRange((char)0, (char)0x7F) && !encoded.Contains('%'))
        {
            return encoded.ToString();
        }

        var bytes = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            var length = 0;
            for (var index = 0; index < encoded.Length; index++)
            {
                if (encoded[index] == '%' && index + 2 < encoded.Length
                    && char.IsAsciiHexDigit(encoded[index + 1]) && char.IsAsciiHexDigit(encoded[index + 2]))
                {
                    bytes[length++] = (byte)((Digit(encoded[index + 1]) << 4) | Digit(encoded[index + 2]));
                    index += 2;
                }
                else
                {
                    bytes[length++] = encoded[index] <= 0xFF ? (byte)encoded[index] : (byte)'?';
                }
            }

            return Encoding.UTF8.GetString(bytes, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static char Hex(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : (digit & ~0x20) - 'A' + 10;
}
