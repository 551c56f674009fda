using System.Globalization;

namespace LabSdk.Options;

/// <summary>Reads option values from texts, as they stand in addresses and environment variables.</summary>
public static class OptionText
{
    /// <summary>Reads a duration: a number with <c>ms</c>, <c>s</c>, <c>min</c> or <c>h</c>; a bare number is seconds; <c>infinite</c> is no limit.</summary>
    /// <param name="text">The text, invariant culture.</param>
    /// <param name="value">The duration.</param>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        text = text.Trim();
        if (text.Equals("infinite", StringComparison.OrdinalIgnoreCase))
        {
            value = Timeout.InfiniteTimeSpan;
            return true;
        }

        value = default;
        var letters = text.Length;
        while (letters > 0 && char.IsAsciiLetter(text[letters - 1]))
        {
            letters--;
        }

        double? factor = text[letters..].ToLowerInvariant() switch
        {
            "" or "s" => 1,
            "ms" => 1e-3,
            "min" => 60,
            "h" => 3600,
            _ => null,
        };
        if (factor is null
            || !double.TryParse(text.AsSpan(0, letters), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !(Math.Abs(number * factor.Value) < 1e9))
        {
            return false;
        }

        value = TimeSpan.FromSeconds(number * factor.Value);
        return true;
    }
}
