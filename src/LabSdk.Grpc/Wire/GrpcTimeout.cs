using System.Globalization;

namespace LabSdk.Grpc.Wire;

/// <summary>The <c>grpc-timeout</c> header: at most 8 digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    /// <summary>Milliseconds while they fit in 8 digits, then the next larger unit, rounded up; null when too long to matter.</summary>
    public static string? Format(TimeSpan timeout)
    {
        var milliseconds = Math.Max(0, (timeout.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
        return TryFormat(milliseconds, 1, 'm')
            ?? TryFormat(milliseconds, 1_000, 'S')
            ?? TryFormat(milliseconds, 60_000, 'M')
            ?? TryFormat(milliseconds, 3_600_000, 'H');
    }

    /// <summary>Reads the header into nanoseconds; 99,999,999 hours is the longest.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length is < 2 or > MaxDigits + 1)
        {
            return false;
        }

        long value = 0;
        foreach (var digit in text[..^1])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        long unit = text[^1] switch
        {
            'n' => 1,
            'u' => 1_000,
            'm' => 1_000_000,
            'S' => 1_000_000_000,
            'M' => 60_000_000_000,
            'H' => 3_600_000_000_000,
            _ => 0,
        };
        nanoseconds = (Int128)value * unit;
        return unit != 0;
    }

    /// <summary>The same as a duration: rounded up to 100 ns, and capped at the longest one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        var ok = TryParse(text, out Int128 nanoseconds);
        timeout = new TimeSpan((long)Int128.Min((nanoseconds + 99) / 100, long.MaxValue));
        return ok;
    }

    private static string? TryFormat(long milliseconds, long unit, char letter)
    {
        var value = (milliseconds / unit) + (milliseconds % unit == 0 ? 0 : 1);
        return value > MaxValue ? null : string.Create(CultureInfo.InvariantCulture, $"{value}{letter}");
    }
}
