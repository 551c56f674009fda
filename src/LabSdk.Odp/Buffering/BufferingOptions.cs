namespace LabSdk.Odp;

/// <summary>How streams that are late to each other are put into one order of time.</summary>
public sealed record BufferingOptions
{
    /// <summary>Parameters to deliver; <c>*</c> stands for any run of characters, case counts. Null: all; empty: none.</summary>
    public IReadOnlyList<string>? SubscribedParameters { get; init; }

    /// <summary>How long data is held for streams that come later; default 3 s, from 1 ms to a day.</summary>
    public TimeSpan WindowLength { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often data is delivered, in percent of the window; default 5, from 1 to 100.</summary>
    public int SlidingWindowPercentage { get; init; } = 5;

    /// <summary>Accepted for compatibility; default ReadingMerge.</summary>
    public MergeStrategy MergeStrategy { get; init; } = MergeStrategy.ReadingMerge;

    /// <summary>Deliver markers under the name <see cref="BufferedNames.Markers"/>; default false.</summary>
    public bool IncludeMarkerData { get; init; }

    /// <summary>Deliver events under the name <see cref="BufferedNames.Events"/>; default false.</summary>
    public bool IncludeEventData { get; init; }

    /// <summary>Deliver errors under the name <see cref="BufferedNames.Errors"/>; default false.</summary>
    public bool IncludeErrorData { get; init; }

    /// <summary>Deliver CAN messages under the name <see cref="BufferedNames.CanMessages"/>; default false.</summary>
    public bool IncludeCanData { get; init; }

    /// <summary>Take <c>*</c> in subscriptions as a wildcard; default true.</summary>
    public bool AllowWildcardMatch { get; init; } = true;

    /// <summary>The window in nanoseconds.</summary>
    internal ulong WindowNanoseconds => (ulong)WindowLength.Ticks * 100;

    /// <summary>The step between deliveries, in nanoseconds.</summary>
    internal ulong StepNanoseconds => WindowNanoseconds * (ulong)SlidingWindowPercentage / 100;

    /// <exception cref="OdpConfigurationException">A number is out of its range; all of them are named.</exception>
    internal void Check()
    {
        var faults = new List<string>();
        if (WindowLength < TimeSpan.FromMilliseconds(1) || WindowLength > TimeSpan.FromDays(1))
        {
            faults.Add($"WindowLength is {WindowLength}, and may be 1 ms to 1 day");
        }

        if (SlidingWindowPercentage is < 1 or > 100)
        {
            faults.Add($"SlidingWindowPercentage is {SlidingWindowPercentage}, and may be 1 to 100");
        }

        if (faults.Count > 0)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidWindow, $"The buffering options cannot be used: {string.Join("; ", faults)}.", "The defaults are 3 s and 5 %.");
        }
    }
}
