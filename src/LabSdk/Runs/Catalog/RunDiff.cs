using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>Two runs side by side: what differs in notes, plan, devices and environment, their data in numbers, and their curves in one plot.</summary>
/// <remarks>Immutable: both runs as they were when they were compared. Thread-safe.</remarks>
[TypeFormatterSource]
public sealed class RunDiff : IDisplayable
{
    internal RunDiff(RunRecord reference, RunRecord other)
    {
        (Reference, Other) = (reference, other);
        (ReferenceData, OtherData) = (reference.Data, other.Data);
        Differences = [.. RunComparison.Of(reference, other)];
        Statistics = RunStatistics.Of(ReferenceData, OtherData);
    }

    /// <summary>The run that was asked.</summary>
    public RunRecord Reference { get; }

    /// <summary>The run it is compared with.</summary>
    public RunRecord Other { get; }

    /// <summary>What differs, apart from the measured values.</summary>
    public IReadOnlyList<RunDifference> Differences { get; }

    /// <summary>
    /// The numbers of each numeric column that both have, one row for each statistic: <c>column</c>, <c>unit</c>, <c>statistic</c>,
    /// <c>reference</c>, <c>other</c>, <c>difference</c> (other minus reference). The statistics are <c>values</c> (how many finite ones),
    /// <c>mean</c>, <c>std</c>, <c>min</c>, <c>max</c>, and <c>row by row</c>, whose difference is the largest of rows with the same
    /// targets (null when the targets differ).
    /// </summary>
    public DataFrame Statistics { get; }

    internal DataFrame ReferenceData { get; }

    internal DataFrame OtherData { get; }

    /// <summary>One plot for each detector that both runs have, with both curves; at most six.</summary>
    public IReadOnlyList<Figure> Plots() => [.. RunFigures.Overlay(this)];

    /// <summary>Returns differences, numbers and plots.</summary>
    public MimeBundle ToMimeBundle() => RunDiffView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => RunDiffView.Of(this).ToHtml();

    /// <summary>Returns differences and numbers as text.</summary>
    public override string ToString() => RunDiffView.Of(this).ToString();
}
