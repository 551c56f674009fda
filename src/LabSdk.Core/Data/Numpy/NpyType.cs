using System.Globalization;

namespace LabSdk.Data;

/// <summary>A numpy element type: byte order, letter and size, such as <c>&lt;f8</c> or <c>&lt;M8[us]</c>.</summary>
internal readonly record struct NpyType(bool IsBigEndian, char Letter, int Size, string? TimeUnit)
{
    // numpy itself refuses larger ones in practice; a text of a megabyte per cell is no table.
    private const int LargestText = 1 << 20;

    public static bool TryParse(string text, out NpyType type)
    {
        type = default;
        if (text.Length < 3 || !"<>|=".Contains(text[0]))
        {
            return false;
        }

        var unit = text.IndexOf('[', StringComparison.Ordinal);
        var digits = unit < 0 ? text.AsSpan(2) : text.AsSpan(2, unit - 2);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || (unit >= 0 && text[^1] != ']'))
        {
            return false;
        }

        type = new NpyType(text[0] == '>', text[1], size, unit < 0 ? null : text[(unit + 1)..^1]);
        return type.IsKnown;
    }

    /// <summary>Bytes per element.</summary>
    public int Bytes => Letter == 'U' ? Size * 4 : Size;

    private bool IsKnown => (Letter, Size) switch
    {
        ('b', 1) or ('i' or 'u', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8) => TimeUnit is null,
        ('M' or 'm', 8) => TimeUnit is not null && TryTicksPerUnit(out _, out _),
        ('U' or 'S', _) => Size is >= 0 and <= LargestText && TimeUnit is null,
        _ => false,
    };

    /// <summary>How many 100 ns ticks a count of the unit is: <paramref name="multiply"/> / <paramref name="divide"/>.</summary>
    public bool TryTicksPerUnit(out long multiply, out long divide)
    {
        (multiply, divide) = (1, 1);
        var text = TimeUnit ?? "";
        var letters = text.TrimStart("0123456789".ToCharArray());
        var count = 1;
        if (letters.Length < text.Length
            && !(int.TryParse(text.AsSpan(0, text.Length - letters.Length), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0))
        {
            return false;
        }

        (multiply, divide) = letters switch
        {
            "W" => (7 * TimeSpan.TicksPerDay, 1),
            "D" => (TimeSpan.TicksPerDay, 1L),
            "h" => (TimeSpan.TicksPerHour, 1),
            "m" => (TimeSpan.TicksPerMinute, 1),
            "s" => (TimeSpan.TicksPerSecond, 1),
            "ms" => (TimeSpan.TicksPerMillisecond, 1),
            "us" => (TimeSpan.TicksPerMicrosecond, 1),
            "ns" => (1, 100),
            _ => (0, 1),
        };
        if (multiply == 0 || count > long.MaxValue / multiply)
        {
            return false;
        }

        multiply *= count;
        return true;
    }
}
