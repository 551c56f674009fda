namespace LabSdk.Odp;

/// <summary>What a subscription wants: which parameters, how often, made how.</summary>
public sealed record InterpolationOptions
{
    /// <summary>Creates options.</summary>
    /// <param name="frequency">Intervals a second, in Hz; from once a day to 1 GHz.</param>
    public InterpolationOptions(double frequency) => Frequency = frequency;

    /// <summary>A name of your own for the subscription; default empty.</summary>
    public string SubscriptionKey { get; init; } = "";

    /// <summary>Parameters; <c>*</c> stands for any run of characters. Null: all.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }

    /// <summary>Intervals a second, in Hz.</summary>
    public double Frequency { get; init; }

    /// <summary>Batches of results a second, in Hz; null: 10, but never more than <see cref="Frequency"/>.</summary>
    public double? DeliveryFrequency { get; init; }

    /// <summary>Makes the processor of a parameter; null: <see cref="IntervalProcessors.Aggregate"/>.</summary>
    public Func<string, IIntervalProcessor>? Processor { get; init; }

    /// <summary>
    /// Intervals without any sample that are filled at most; a longer gap is left out and counted, so that one wrong time
    /// cannot make millions of results. Default 1,000,000.
    /// </summary>
    public long LongestGap { get; init; } = 1_000_000;
}
