namespace LabSdk.Odp;

/// <summary>The ready-made processors; each call makes a new one.</summary>
public static class IntervalProcessors
{
    /// <summary>First, last, smallest, largest, mean and count; the value is the last, and is held through intervals without samples.</summary>
    public static IIntervalProcessor Aggregate() => new AggregateProcessor((in IntervalResult result) => result.Last);

    /// <summary>The last sample, held through intervals without samples.</summary>
    public static IIntervalProcessor Last() => Aggregate();

    /// <summary>The mean of the interval; the last sample is held through intervals without samples.</summary>
    public static IIntervalProcessor Mean() => new AggregateProcessor((in IntervalResult result) => result.Mean);

    /// <summary>The value at the interval's start on a straight line between the samples around it; nothing outside of the samples.</summary>
    public static IIntervalProcessor Linear() => new LinearProcessor();
}
