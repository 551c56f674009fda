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
    internal RunDiff(RunRecord left, RunRecord right)
    {
        (Left, Right) = (left, right);
        (LeftData, RightData) = (left.Data, right.Data);
        Differences = [.. RunComparison.Of(left, right)];
        Statistics = RunStatistics.Of(LeftData, RightData);
    }

    /// <summary>The first run.</summary>
    public RunRecord Left { get; }

    /// <summary>The second run.</summary>
    public RunRecord Right { get; }

    /// <summary>What differs, apart from the measured values.</summary>
    public IReadOnlyList<RunDifference> Differences { get; }

    /// <summary>
    /// A row for each numeric column that both have: number of values, mean, standard deviation, smallest and largest of each run, the
    /// difference of the means, and the largest difference of rows with the same targets (null when the targets differ).
    /// </summary>
    public DataFrame Statistics { get; }

    internal DataFrame LeftData { get; }

    internal DataFrame RightData { get; }

    /// <summary>The detectors that both runs have, both runs in one plot for each unit.</summary>
    public IReadOnlyList<Figure> Plots() => [.. RunFigures.Overlay(this)];

    /// <summary>Returns differences, numbers and plots.</summary>
    public MimeBundle ToMimeBundle() => RunDiffView.Of(this).ToMimeBundle();

    /// <summary>Returns the form of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => RunDiffView.Of(this).ToHtml();

    /// <summary>Returns differences and numbers as text.</summary>
    public override string ToString() => RunDiffView.Of(this).ToString();
}
