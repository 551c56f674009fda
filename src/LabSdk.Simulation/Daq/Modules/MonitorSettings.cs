using System.Globalization;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The settings of a power monitor; thresholds are in mW, null is off.</summary>
internal sealed record MonitorSettings(
    double SampleRateHz = 10, double? LowThreshold = null, double? HighThreshold = null, double WindowSeconds = 1)
{
    /// <summary>Takes texts over; values out of range are clamped with a warning, unknown names and texts warned about.</summary>
    public (MonitorSettings Settings, IReadOnlyList<string> Warnings) With(IDictionary<string, string> parameters)
    {
        var settings = this;
        var warnings = new List<string>();
        foreach (var (name, text) in parameters)
        {
            settings = name switch
            {
                "sample_rate_hz" => settings with { SampleRateHz = Clamp(name, text, settings.SampleRateHz, 0.1, 100, warnings) },
                "averaging_window_s" => settings with { WindowSeconds = Clamp(name, text, settings.WindowSeconds, 0.1, 60, warnings) },
                "low_threshold" => settings with { LowThreshold = Optional(text) },
                "high_threshold" => settings with { HighThreshold = Optional(text) },
                _ => Unknown(settings, name, warnings),
            };
        }

        return (settings, warnings);
    }

    public Dictionary<string, string> ToTexts() => new(StringComparer.Ordinal)
    {
        ["sample_rate_hz"] = RustNumber.Plain(SampleRateHz),
        ["low_threshold"] = LowThreshold is { } low ? RustNumber.Plain(low) : "",
        ["high_threshold"] = HighThreshold is { } high ? RustNumber.Plain(high) : "",
        ["averaging_window_s"] = RustNumber.Plain(WindowSeconds),
    };

    private static double Clamp(string name, string text, double otherwise, double minimum, double maximum, List<string> warnings)
    {
        var value = Optional(text) ?? otherwise;
        var clamped = Math.Clamp(value, minimum, maximum);
        if (clamped != value)
        {
            warnings.Add($"{name} clamped to {RustNumber.Plain(clamped)}");
        }

        return clamped;
    }

    private static double? Optional(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static MonitorSettings Unknown(MonitorSettings settings, string name, List<string> warnings)
    {
        warnings.Add($"Unknown parameter: {name}");
        return settings;
    }
}
