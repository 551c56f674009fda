using LabSdk.Devices;

namespace LabSdk;

public static partial class Plans
{
    /// <summary>
    /// Moves a motor with steps that follow the slope: small where the detector changes quickly, large where it does not, so that it changes
    /// by about <paramref name="targetDelta"/> from point to point. Reads <paramref name="detector"/>; add others with <see cref="ScanPlan.Read(IReadOnlyList{IReadable})"/>.
    /// </summary>
    /// <param name="motor">What is moved.</param>
    /// <param name="start">First position, in the motor's unit.</param>
    /// <param name="stop">Where it ends, in the motor's unit; may be smaller than <paramref name="start"/>. No point lies beyond it, nor on it.</param>
    /// <param name="detector">What decides about the steps, and is read.</param>
    /// <param name="minStep">The smallest step, in the motor's unit; more than 0.</param>
    /// <param name="maxStep">The largest step, in the motor's unit; at least <paramref name="minStep"/>.</param>
    /// <param name="targetDelta">The wanted change of the detector from point to point, in its unit; more than 0.</param>
    /// <param name="backstep">True (default) to go back and take a smaller step where the detector has changed far too much.</param>
    /// <param name="threshold">It goes back when the next step would be less than this part of the last one; 0 to 1. Default 0.8.</param>
    /// <example><code>AdaptiveScan(stage, 0, 10, power, minStep: 0.01, maxStep: 1, targetDelta: 0.1).Run("edge")</code></example>
    /// <remarks>
    /// Behaves as Bluesky's <c>adaptive_scan</c>: begins with half of the difference of both steps (here at least the smallest step), after an
    /// accepted point takes 0.8 times the last and 0.2 times the wanted step. A reading that is not finite decides nothing. The number of points is
    /// not known before. Rows of points that were gone back from stay in the table, in the order they were measured.
    /// </remarks>
    /// <exception cref="ArgumentException">A number is not finite or out of range.</exception>
    public static ScanPlan AdaptiveScan(
        IMovable motor, double start, double stop, IReadable detector, double minStep, double maxStep, double targetDelta, bool backstep = true, double threshold = 0.8)
    {
        ArgumentNullException.ThrowIfNull(motor);
        ArgumentNullException.ThrowIfNull(detector);
        var steps = new AdaptiveSteps(start, stop, minStep, maxStep, targetDelta, backstep, threshold);
        return new ScanPlan("adaptive_scan", new AdaptivePoints(motor, detector.Id, steps)).Read(detector);
    }

    /// <summary>
    /// Centres a motor on a peak: scans the range, finds the centre of the peak, scans a smaller range around it, and so on until the steps are
    /// as small as wanted; then moves to the centre and reads there. <see cref="ScanResult.Peak"/> tells centre and width.
    /// </summary>
    /// <param name="motor">What is moved.</param>
    /// <param name="detector">What has the peak, and is read.</param>
    /// <param name="start">One end of the range, in the motor's unit.</param>
    /// <param name="stop">The other end, in the motor's unit.</param>
    /// <param name="minStep">It ends after the pass before steps would be smaller than this, in the motor's unit; more than 0.</param>
    /// <param name="steps">Points of each pass; at least 5. Default 11.</param>
    /// <param name="narrowing">Each pass has the range of the one before divided by this; more than 1. Default 3.</param>
    /// <param name="at">What counts as the centre. Default the centre of mass of the peak above half of its height.</param>
    /// <example><code>
    /// var scan = Align(stage, power, -1, 1, minStep: 0.01).Run("centre");
    /// scan.Peak!.Centre
    /// </code></example>
    /// <remarks>
    /// As Bluesky's <c>tune_centroid</c>, but honest where there is nothing to centre on: a first pass that is flat, only noise, or highest at an end of
    /// the range ends the run as failed (<see cref="PeakException"/>, LAB-SCAN-0006) with all of its points, and the motor stays at the end of that pass.
    /// </remarks>
    /// <exception cref="ArgumentException">A number is not finite or out of range.</exception>
    public static ScanPlan Align(
        IMovable motor, IReadable detector, double start, double stop, double minStep, int steps = 11, double narrowing = 3, PeakCentre at = PeakCentre.Mass)
    {
        ArgumentNullException.ThrowIfNull(motor);
        ArgumentNullException.ThrowIfNull(detector);
        return new ScanPlan("align", new AlignPoints(motor, detector.Id, new AlignSettings(start, stop, minStep, steps, narrowing, at))).Read(detector);
    }
}
