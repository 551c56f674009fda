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

    private const int MostDigits = 16;

    public static int Write(double value, Span<byte> target)
    {
        if (!double.IsFinite(value))
        {
            return WriteSpecial(value, target);
        }

        value.TryFormat(target, out var length, default, NumberFormatInfo.InvariantInfo);
        return Finish(target, length);
    }

    public static int Write(float value, Span<byte> target)
    {
        if (!float.IsFinite(value))
        {
            return WriteSpecial(value, target);
        }

        value.TryFormat(target, out var length, default, NumberFormatInfo.InvariantInfo);
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
            var digits = length - (target[0] == '-' ? 1 : 0);
            if (digits > MostDigits)
            {
                return Shorten(target, length, digits);
            }

            target[length] = (byte)'.';
            target[length + 1] = (byte)'0';
            return length + 2;
        }

        var exponent = target[mark] == 'E' ? mark : target[..length].IndexOf((byte)'E');
        if (exponent >= 0)
        {
            target[exponent] = (byte)'e';
        }

        return length;
    }

    /// <summary>12345678901234568 as 1.2345678901234568e+16: Python starts exponents one power of ten before .NET does.</summary>
    private static int Shorten(Span<byte> target, int length, int digits)
    {
        var first = length - digits;
        var kept = target[..length].TrimEnd((byte)'0').Length;
        var end = first + 1;
        if (kept > end)
        {
            target[end..kept].CopyTo(target[(end + 1)..]);
            target[end] = (byte)'.';
            end = kept + 1;
        }

        "e+"u8.CopyTo(target[end..]);
        target[end + 2] = (byte)('0' + (digits - 1) / 10);
        target[end + 3] = (byte)('0' + (digits - 1) % 10);
        return end + 4;
    }
}
