using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Puts the end of a scan into words: which point, what was done, why, what is kept.</summary>
internal static class ScanFailure
{
    private const string Where = "The data is in Result.Data of this error and in ScanResult.Last.Data.";

    public static string Interrupted(ScanResult scan, string rest, string? reason = null) => string.Create(
        CultureInfo.InvariantCulture, $"The scan '{scan.Name}' was interrupted after {ScanWords.Points(scan.PointsDone, scan.PointsTotal)}{Because(reason)}. {Kept(scan)}{rest}");

    public static string Stopped(ScanResult scan, string? reason) => string.Create(
        CultureInfo.InvariantCulture, $"The scan '{scan.Name}' was stopped early after {ScanWords.Points(scan.PointsDone, scan.PointsTotal)}{Because(reason)}.");

    /// <summary>What is missing after a success: documents of another engine that did not arrive. Empty when nothing is.</summary>
    public static string Lost(ScanResult scan) => scan.Engine is null || scan.MissedPoints == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{scan.MissedPoints} of {scan.PointsTotal} points were measured by {scan.Engine} and lost on the way here.");

    public static ScanException Failed(ScanResult scan, FailedStep at, Exception error, bool ranOutOfTime, string rest)
    {
        var cause = ranOutOfTime && error is OperationCanceledException ? TimedOut(scan, at, error) : error;
        var why = cause is LabException lab ? lab.Problem : cause.Message;
        var place = at.Step switch
        {
            ScanStep.Preparing => "before the first point",
            ScanStep.Returning => "after the last point",
            ScanStep.Elsewhere => string.Create(CultureInfo.InvariantCulture, $"after {ScanWords.Points(scan.PointsDone, scan.PointsTotal)}"),
            ScanStep.Choosing => string.Create(CultureInfo.InvariantCulture, $"after {scan.PointsDone} points"),
            _ => string.Create(CultureInfo.InvariantCulture, $"at point {ScanWords.Count(at.Point.Index + 1, scan.PointsTotal)}{Positions(scan, at.Point)}"),
        };
        return new ScanException(
            scan,
            $"The scan '{scan.Name}' failed {place} while {Doing(at)}: {why.TrimEnd('.')}. {Kept(scan)}{rest}",
            cause is LabException { Hint: { } hint } ? $"{Where} {hint}" : Where,
            cause is LabException { IsTransient: true },
            cause)
        {
            DeviceId = (cause as LabException)?.DeviceId ?? Device(at)?.Id,
            Endpoint = (cause as LabException)?.Endpoint,
        };
    }

    private static string Because(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": {reason.TrimEnd('.')}";

    private static string Kept(ScanResult scan)
    {
        var points = scan.PointsDone == 1 ? "1 finished point is kept" : string.Create(CultureInfo.InvariantCulture, $"{scan.PointsDone} finished points are kept");
        var more = scan.PartialPoint is null ? "" : ", and what was read of the next";
        return scan.UnsavedPoint is null ? $"{points}{more}." : $"{points}{more}; the point that could not be written is in UnsavedPoint.";
    }

    private static string Positions(ScanResult scan, PointBuffer point)
    {
        var motors = scan.Plan.Motors;
        var texts = motors.Select((motor, i) => (motor, Target: point.Targets[i])).Where(at => !double.IsNaN(at.Target)).Select(at => $"{at.motor.Id} = {new Quantity(at.Target, at.motor.Unit)}").ToArray();
        return texts.Length == 0 ? "" : $" ({string.Join(", ", texts)})";
    }

    private static string Doing(FailedStep at) => at.Step switch
    {
        ScanStep.Preparing => $"asking '{at.Motor?.Id}' where it stands",
        ScanStep.Choosing => "choosing the next point",
        ScanStep.Moving => $"moving '{at.Motor?.Id}'",
        ScanStep.Returning => $"moving '{at.Motor?.Id}' back",
        ScanStep.Reading => $"reading '{at.Detector?.Id}'",
        ScanStep.Recording => "writing the journal",
        ScanStep.Hook => "in an OnPoint callback",
        ScanStep.Elsewhere => "the daemon ran it",
        _ => "waiting",
    };

    private static IDevice? Device(FailedStep at) => at.Step switch
    {
        ScanStep.Reading => at.Detector,
        ScanStep.Choosing or ScanStep.Hook or ScanStep.Waiting or ScanStep.Recording or ScanStep.Elsewhere or ScanStep.None => null,
        _ => at.Motor,
    };

    private static LabTimeoutException TimedOut(ScanResult scan, FailedStep at, Exception error) => new(
        ScanErrorIds.StepTimeout,
        string.Create(CultureInfo.InvariantCulture, $"it did not end within {scan.Plan.StepTimeout!.Value.TotalSeconds:0.###} s"),
        "Give the plan a longer Timeout(), or look at the device.",
        innerException: error)
    {
        Timeout = scan.Plan.StepTimeout,
        DeviceId = Device(at)?.Id,
    };
}
