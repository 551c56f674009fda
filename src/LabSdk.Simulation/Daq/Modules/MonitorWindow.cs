namespace LabSdk.Simulation.Daq;

/// <summary>Collects the readings of one averaging window and watches the thresholds.</summary>
internal sealed class MonitorWindow(MonitorSettings settings)
{
    private const double MilliwattPerWatt = 1000;
    private readonly List<double> _values = [];
    private readonly int _size = Math.Max(1, (int)Math.Round(settings.SampleRateHz * settings.WindowSeconds));
    private string _level = "threshold_normal";

    /// <summary>The event to send when a reading crosses a threshold; null while the level stays.</summary>
    public string? Alarm(double watt)
    {
        var power = watt * MilliwattPerWatt;
        var level = power < settings.LowThreshold ? "threshold_low"
            : power > settings.HighThreshold ? "threshold_high"
            : "threshold_normal";
        if (level == _level)
        {
            return null;
        }

        _level = level;
        return level;
    }

    /// <summary>Adds a reading; the statistics when the window is full.</summary>
    public Dictionary<string, double>? Add(double value)
    {
        _values.Add(value);
        if (_values.Count < _size)
        {
            return null;
        }

        var mean = _values.Average();
        var statistics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["mean"] = mean,
            ["std"] = Math.Sqrt(_values.Average(item => (item - mean) * (item - mean))),
            ["min"] = _values.Min(),
            ["max"] = _values.Max(),
            ["count"] = _values.Count,
            ["window_size"] = _size,
        };
        _values.Clear();
        return statistics;
    }
}
