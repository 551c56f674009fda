namespace LabSdk;

/// <summary>
/// The user interrupted a scan that pauses then, see <see cref="ScanPlan.PauseOnInterrupt"/>: nothing moves, the run waits, and
/// <see cref="ScanResult.Resume"/> goes on with it. Or the disk is full, and the run waits for room.
/// </summary>
public sealed class ScanPausedException : LabInterruptedException
{
    internal ScanPausedException(ScanResult result)
        : base(FormattableString.Invariant($"The scan '{result.Name}' is paused after {ScanWords.Points(result.PointsDone, result.PointsTotal)}. Resume() goes on: ScanResult.Last.Resume()."))
    {
        Result = result;
        HelpLink = $"docs/errors/{ScanErrorIds.Paused}.md";
    }

    internal ScanPausedException(ScanResult result, JournalException? full)
        : base(
            FormattableString.Invariant($"The scan '{result.Name}' is paused after {result.PointsDone} of {result.PointsTotal} points: {full?.Problem.TrimEnd('.') ?? "it needs room on the disk"}. The point that was measured is kept. Make room, then Resume() writes it and goes on: ScanResult.Last.Resume()."),
            full)
    {
        Result = result;
        HelpLink = $"docs/errors/{ScanErrorIds.Paused}.md";
    }

    /// <summary>The run, with the data of every finished point.</summary>
    public ScanResult Result { get; }
}
