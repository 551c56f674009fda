using LabSdk.Odp;

namespace LabSdk;

/// <summary>A lap: from one lap trigger to the next.</summary>
/// <param name="Index">Its place in the session, from 0.</param>
/// <param name="Number">The number that its marker carries.</param>
/// <param name="Name"><c>Out Lap</c>, <c>In Lap</c>, or the label of its marker.</param>
/// <param name="Kind">What it counts as.</param>
/// <param name="Start">Its begin, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="End">The begin of the next lap in the same unit; null for the last one, which nothing ended.</param>
public sealed record Lap(int Index, long Number, string Name, LapKind Kind, ulong Start, ulong? End)
{
    /// <summary>How long it took, in s; null for the last lap, which nothing ended.</summary>
    public double? Seconds => End is { } end ? (end - Start) / (double)OdpTime.Second : null;

    /// <summary>The shortest of the timed laps of its session.</summary>
    public bool IsFastest { get; init; }

    /// <summary>Returns for example <c>Lap 3, 91.234 s</c>.</summary>
    public override string ToString() => Seconds is { } seconds
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}, {seconds:0.000} s{(IsFastest ? ", fastest" : "")}")
        : $"{Name}, not ended";
}
