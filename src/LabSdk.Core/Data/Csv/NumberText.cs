using System.Globalization;

namespace LabSdk.Data;

/// <summary>
/// Writes floating point numbers as Python does: the shortest text that reads back as the same number, always recognisable as
/// floating point (<c>10.0</c>), so that files are the same byte for byte as those of the Python client.
/// </summary>
internal static class NumberText
{
    /// <summary>Room that any number needs.</summary>
    public const int Longest = 40;

    public static int Write(double value, Span<byte> target)
    {
        if (!double.IsFinite(value))
        {
            return WriteSpecial(value, target);
        }

        value.TryFormat(target, out var length, default, CultureInfo.InvariantCulture);
        return Finish(target, length);
    }

    public static int Write(float value, Span<byte> target)
    {
        if (!float.IsFinite(value))
        {
            return WriteSpecial(value, target);
        }

        value.TryFormat(target, out var length, default, CultureInfo.InvariantCulture);
        return Finish(target, length);
    }

    public static string ToText(double value)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        return System.Text.Encoding.ASCII.GetString(buffer[..Write(value, buffer)]);
    }

    private static int WriteSpecial(double value, Span<byte> target)
    {
        var text = double.IsNaN(value) ? "NaN"u8 : value > 0 ? "inf"u8 : "-inf"u8;
        text.CopyTo(target);
        return text.Length;
    }

    private static int Finish(Span<byte> target, int length)
    {
        var mark = target[..length].IndexOfAny((byte)'.', (byte)'E');
        if (mark < 0)
        {
            target[length] = (byte)'.';
            target[length + 1] = (byte)'0';
            return length + 2;
        }

        var exponent = target[mark] == 'E' ? mark : target[..length].IndexOf((byte)'E');
        if (exponent < 0)
        {
            return length;
        }

        if (target[(exponent + 1)..length].SequenceEqual("+15"u8))
        {
            return Expand(target, exponent);
        }

        target[exponent] = (byte)'e';
        return length;
    }

    /// <summary>d.ddddE+15 as digits: .NET starts exponents one power of ten before Python does.</summary>
    private static int Expand(Span<byte> target, int mantissaLength)
    {
        const int power = 15;
        Span<byte> mantissa = stackalloc byte[Longest];
        target[..mantissaLength].CopyTo(mantissa);
        var length = 0;
        var decimals = -1;
        foreach (var letter in mantissa[..mantissaLength])
        {
            if (letter == '.')
            {
                decimals = 0;
                continue;
            }

            if (decimals == power)
            {
                target[length++] = (byte)'.';
            }

            target[length++] = letter;
            decimals += decimals >= 0 ? 1 : 0;
        }

        for (decimals = Math.Max(decimals, 0); decimals < power; decimals++)
        {
            target[length++] = (byte)'0';
        }

        if (decimals == power)
        {
            ".0"u8.CopyTo(target[length..]);
            length += 2;
        }

        return length;
    }
}
