using System.Collections;
using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Odp;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// Every sample of one signal of a session, in order of time. Shows itself as a plot with laps and a few figures.
/// </summary>
/// <example>
/// <code>
/// var speed = lab.Telemetry["Run 1"]["vCar:Chassis"];
/// speed.Values.Max()
/// speed.ToFrame().SaveCsv("speed.csv");
/// </code>
/// </example>
public sealed class SignalData : TelemetryView, IReadOnlyList<SignalSample>, ITimelinePart
{
    internal SignalData(TelemetrySignal signal, SignalSamples samples, SessionScale scale)
        : base(scale.IsSimulated) => (Signal, Samples, Scale) = (signal, samples, scale);

    /// <summary>What is known of the signal: unit, range, rate, stream.</summary>
    public TelemetrySignal Signal { get; }

    /// <summary>The parameter, such as <c>vCar:Chassis</c>.</summary>
    public string Identifier => Samples.Identifier;

    /// <summary>The unit; empty when the writer named none.</summary>
    public string Unit => Signal.Unit;

    /// <summary>How many samples.</summary>
    public int Count => Samples.Count;

    /// <summary>The samples as they were sent: typed arrays, times, statuses.</summary>
    public SignalSamples Samples { get; }

    /// <summary>Nanoseconds since 1970-01-01 UTC, ascending; a copy.</summary>
    public ulong[] Times => Samples.Times.ToArray();

    /// <summary>The values as numbers, NaN for texts and for samples that are not valid; a copy.</summary>
    public double[] Values => Samples.ToNumbers();

    /// <summary>The status of each sample.</summary>
    public SampleStatuses Statuses => Samples.Statuses;

    internal SessionScale Scale { get; }

    /// <summary>A sample by its place.</summary>
    /// <param name="index">From 0, the oldest.</param>
    public SignalSample this[int index] => new(Samples.Times[index], Samples.NumberAt(index), Samples.Statuses[index]);

    /// <summary>
    /// The samples as a data frame: <c>time</c> in s since the begin of the session, <c>time_ns</c> in ns since 1970-01-01 UTC, the
    /// values under the name of the signal (null where they are not valid), and <c>status</c>.
    /// </summary>
    public DataFrame ToFrame() => SignalFrames.Of(this);

    /// <summary>The values over time, with lap boundaries.</summary>
    public Figure Plot() => SignalFigures.Of(this);

    /// <inheritdoc/>
    public IEnumerator<SignalSample> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string ITimelinePart.TimelineName => Scale.Name;

    DataFrame ITimelinePart.ToTimelineRows() => ToFrame();

    internal override Block View() => SignalDataView.Of(this);
}
