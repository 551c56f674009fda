namespace LabSdk;

/// <summary>
/// The user interrupted a scan that pauses then, see <see cref="ScanPlan.PauseOnInterrupt"/>: nothing moves, the run waits, and
/// <see cref="ScanResult.Resume"/> goes on with it.
/// </summary>
public sealed class ScanPausedException : LabInterruptedException
{
    internal ScanPausedException(ScanResult result)
        : base(FormattableString.Invariant($"The scan '{result.Name}' is paused after {ScanWords.Points(result.PointsDone, result.PointsTotal)}. Resume() goes on: ScanResult.Last.Resume()."))
    {
        Result = result;
        HelpLink = $"docs/errors/{ScanErrorIds.Paused}.md";
    }

    /// <summary>The run, with the data of every finished point.</summary>
    public ScanResult Result { get; }
}
