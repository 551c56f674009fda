namespace LabSdk.Odp;

/// <summary>
/// Turns the samples of an interval into one result. Each parameter of a subscription has a processor of its own, called
/// for one interval after the other, so it may remember what it likes.
/// </summary>
public interface IIntervalProcessor
{
    /// <summary>
    /// True when an interval can only be judged with the first sample after it. Its result then waits for that sample, so
    /// live results come later. Default false.
    /// </summary>
    bool NeedsNextPoint => false;

    /// <summary>Judges an interval. Must not block.</summary>
    /// <param name="context">The interval; not valid after the call.</param>
    IntervalResult Process(in IntervalContext context);
}
