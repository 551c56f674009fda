using System.Globalization;
using LabSdk.Daq;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Puts a plan into the words of the daemon's engine, or says which parts of it the engine does not know.</summary>
internal static class DaemonPlan
{
    private const int MostPoints = 10_000_000;
    private const int MostGridPoints = 100_000;

    /// <summary>The plan as the daemon takes it.</summary>
    /// <exception cref="LabConfigurationException">The engine cannot run it; all parts it does not know are listed.</exception>
    public static DaqPlan Translate(ScanPlan plan)
    {
        var faults = Faults(plan).ToArray();
        if (faults.Length > 0)
        {
            throw Refused(faults.Length == 1 ? faults[0] : string.Join(' ', faults.Select((fault, i) => $"({i + 1}) {fault}")));
        }

        var detector = plan.Detectors.SingleOrDefault()?.Id;
        TimeSpan? dwell = plan.DwellTime > TimeSpan.Zero ? plan.DwellTime : null;
        var tracks = plan.Axes.Select(axis => axis.Tracks[0]).ToArray();
        var translated = tracks switch
        {
            [] => DaqPlan.Count((int)plan.PointCount!.Value, detector, dwell),
            [var line] => DaqPlan.LineScan(line.Motor.Id, First(line), Last(line), line.Positions.Count, detector, dwell),
            [var slow, var fast, ..] => DaqPlan.GridScan(
                fast.Motor.Id, First(fast), Last(fast), fast.Positions.Count, slow.Motor.Id, First(slow), Last(slow), slow.Positions.Count, detector, plan.IsSnake),
        };
        return translated with { Metadata = Notes(plan) };
    }

    public static LabConfigurationException Refused(string why) => new(
        DaemonRunErrorIds.NotOnDaemon,
        $"The daemon's engine cannot run this plan: {why} Nothing was sent.",
        "Run it without OnDaemon(): from this computer, with the same table.");

    /// <summary>The parts of a plan that the engine does not know, as sentences.</summary>
    public static IEnumerable<string> Faults(ScanPlan plan) => [.. Path(plan), .. Devices(plan), .. Manner(plan)];

    private static IEnumerable<string> Path(ScanPlan plan)
    {
        if (plan.Source is not GridPoints)
        {
            yield return $"It knows Count, Scan and GridScan, not '{plan.PlanName}'.";
            yield break;
        }

        if (plan.Interval is not null)
        {
            yield return "It knows no time series; Count(n).Dwell(s) waits between the readings.";
        }

        if (plan.Axes.Count > 2)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"It knows grids of two motors, not of {plan.Axes.Count}.");
        }

        if (plan.Axes.Any(axis => axis.Tracks.Count > 1))
        {
            yield return "It cannot move several motors along one line.";
        }

        if (plan.Axes.Count > 0 && plan.Repeats != 1)
        {
            yield return "It makes a line or grid once.";
        }

        var most = plan.Axes.Count > 1 ? MostGridPoints : MostPoints;
        var longest = plan.Axes.Count > 0 ? plan.Axes.Max(axis => axis.Count) : plan.PointCount;
        if (plan.PointCount == 0 || longest > most)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"It makes 1 to {most} points along an axis.");
        }

        foreach (var track in plan.Axes.SelectMany(axis => axis.Tracks))
        {
            var id = track.Motor.Id;
            if (track.IsRelative)
            {
                yield return $"It knows no relative positions, which those of '{id}' are.";
            }
            else if (track.Positions is not LinearPositions line)
            {
                yield return $"It knows equal steps only, which those of '{id}' are not.";
            }
            else if (line.Start == line.Stop)
            {
                yield return $"First and last position of '{id}' are the same.";
            }
        }
    }

    private static IEnumerable<string> Devices(ScanPlan plan)
    {
        foreach (var motor in plan.Motors.Where(motor => !IsDaemons(motor, DaqCapabilities.Movable)))
        {
            yield return $"'{motor.Id}' is no motor of a daemon.";
        }

        foreach (var detector in plan.Detectors.Where(detector => !IsDaemons(detector, DaqCapabilities.Readable)))
        {
            yield return $"'{detector.Id}' is no detector of a daemon.";
        }

        if (plan.Detectors.Count > 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"It reads one detector, not {plan.Detectors.Count}.");
        }
    }

    private static IEnumerable<string> Manner(ScanPlan plan)
    {
        (bool Is, string What)[] wishes =
        [
            (plan.Hooks.Length > 0, "It does not wait for OnPoint callbacks; Observe(...) or Subscribe(...) watch the points."),
            (plan.Suspenders.Length > 0, "It does not know the conditions of SuspendOn."),
            (plan.PointRetry.Attempts > 0, "It tries no point again, as RetryOnReconnect wants."),
            (plan.PointsPerCheckpoint > 1, "It has a checkpoint at each point, not as CheckpointEvery wants."),
            (plan.ReadingsPerPoint > 1, "It reads each point once, not as Repeat wants."),
            (plan.ReturnsToStart, "It does not move back at the end, as ReturnToStart wants."),
            (plan.StepTimeout is not null, "It knows no Timeout for a point."),
            (!plan.Policies.IsEmpty, "It knows no Timeout or Retry of a device."),
            (plan.ReadingsPerPoint > 1, "It reads once at each point, not several times."),
            (!plan.Policies.IsEmpty, "It knows no time limits and tries of single devices."),
            (plan.DwellTime > TimeSpan.Zero && plan.Axes.Count > 1, "It knows no Dwell in a grid."),
        ];
        return wishes.Where(wish => wish.Is).Select(wish => wish.What);
    }

    private static bool IsDaemons(IDevice device, string capability) =>
        device is Device { Description: { Family: "daq" } about } && about.Capabilities.Contains(capability)
        && (capability != DaqCapabilities.Readable || !about.Capabilities.Contains(DaqCapabilities.FrameProducer));

    private static double First(PlanTrack track) => ((LinearPositions)track.Positions).Start;

    private static double Last(PlanTrack track) => ((LinearPositions)track.Positions).Stop;

    private static Dictionary<string, string> Notes(ScanPlan plan) =>
        plan.Metadata.ToDictionary(note => note.Key, note => string.Create(CultureInfo.InvariantCulture, $"{note.Value}"), StringComparer.Ordinal);
}
