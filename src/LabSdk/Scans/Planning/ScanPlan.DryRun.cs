namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>
    /// Runs the plan on a twin of its devices: motors and detectors made of ids, units, limits and known speeds only. No device is touched, nothing is
    /// waited for, nothing is written: no journal, no <see cref="ScanResult.Last"/>, no callbacks, no observers, no suspenders. Shows columns, order of
    /// points, limits and times, also of plans that choose their points on the way.
    /// </summary>
    /// <param name="signal">
    /// What a detector reads, from its id and the places of the motors by their ids. Default: one peak of height 1 in the middle of the way of each motor.
    /// </param>
    /// <param name="mostPoints">Where an endless plan is stopped. Default 10,000.</param>
    /// <returns>The run; <see cref="ScanResult.IsDryRun"/> is true.</returns>
    /// <example><code>Align(stage, power, -1, 1, minStep: 0.01).DryRun()</code></example>
    /// <remarks>
    /// Twins begin at 0, or at the limit next to it; so relative plans go around that place. Moves of a motor whose speed is not told by its description take
    /// no time, and a flight of such a motor 10 s. An iterator of your own (<c>Plans.From</c>) runs as it is.
    /// </remarks>
    /// <exception cref="LabConfigurationException">The plan has faults; all are listed.</exception>
    /// <exception cref="ScanException">It failed in the middle, for example because there is no peak.</exception>
    public ScanResult DryRun(Func<string, IReadOnlyDictionary<string, double>, double>? signal = null, int mostPoints = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints, 1);
        PlanCheck.Require(this, origins: null);
        return Drive(new ScanEngine(Twin(signal ?? new TwinSignal(this).At, mostPoints), $"dry run: {this}"), CancellationToken.None);
    }

    /// <summary>True when this is the plan of a dry run.</summary>
    internal bool IsDryRun { get; private init; }

    private ScanPlan Twin(Func<string, IReadOnlyDictionary<string, double>, double> signal, int mostPoints)
    {
        var clock = new TwinClock(TimeProvider.System.GetUtcNow());
        var motors = Motors.Select(motor => (Original: motor, Twin: new TwinMotor(motor, clock, Flight?.Speed ?? MotorSpeed.Told(motor), Flight is not null))).ToArray();
        var source = Flight is { } flight
            ? new FlyPoints(motors[0].Twin, flight.Start, flight.Stop, flight.Rate, null)
            : Source.With(motor => motors.First(pair => ReferenceEquals(pair.Original, motor) || PathDescription.IsSame(pair.Original, motor)).Twin);
        return this with
        {
            IsDryRun = true,
            Axes = source is GridPoints grid ? grid.Axes : [],
            OwnSource = source is GridPoints ? null : source,
            Detectors = [.. Detectors.Select(detector => new TwinDetector(detector, clock, signal, [.. motors.Select(pair => pair.Twin)]))],
            Metadata = ScanMetadata.Merge(Metadata, [new("dry_run", true)]),
            Hooks =
            [
                point =>
                {
                    if (point.Index + 1 >= mostPoints && point.Index + 1 != point.Total)
                    {
                        point.Scan.Controls.Stop(FormattableString.Invariant($"a dry run ends after {mostPoints} points"));
                    }

                    return Task.CompletedTask;
                },
            ],
            Observers = [],
            Suspenders = [],
            Clock = clock,
            StepTimeout = null,
            Policies = Policies.Clear(),
            IsQuiet = true,
            PausesOnInterrupt = false,
            JournalChoice = new JournalChoice(IsOn: false),
            Elsewhere = null,
        };
    }
}
