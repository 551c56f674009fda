namespace LabSdk.Odp;

/// <summary>The result of one interval of one parameter. Numbers that do not exist are NaN.</summary>
/// <param name="Identifier">The parameter.</param>
/// <param name="Start">Begin of the interval, inclusive, nanoseconds since 1970-01-01 UTC.</param>
/// <param name="End">End, exclusive.</param>
/// <param name="Kind">What it was made of.</param>
/// <param name="Value">The one value that stands for the interval; which one, the processor decides.</param>
public readonly record struct IntervalResult(string Identifier, ulong Start, ulong End, IntervalResultKind Kind, double Value)
{
    /// <summary>The interval's first sample.</summary>
    public double First { get; init; } = double.NaN;

    /// <summary>The interval's last sample.</summary>
    public double Last { get; init; } = double.NaN;

    /// <summary>The smallest sample.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>The largest sample.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>The mean of the samples.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>How many samples.</summary>
    public int Count { get; init; }

    /// <summary>Whatever a processor of your own adds; null for the ready-made ones.</summary>
    public object? Item { get; init; }

    /// <summary>True when the value comes from samples outside of the interval.</summary>
    public bool IsSuperSampled => Kind == IntervalResultKind.Held;
}
