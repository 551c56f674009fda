using LabSdk.Devices;

namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>Runs the plan. Blocks until the last point; an interrupt stops the motors and gives control back.</summary>
    /// <param name="name">The name of the run; null to describe it by its plan.</param>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <returns>The run with its data.</returns>
    /// <exception cref="LabConfigurationException">The plan has faults, for example positions beyond limits; all are listed, nothing moved.</exception>
    /// <exception cref="ScanException">It failed in the middle; the exception carries every finished point. See <see cref="KeepErrors"/>.</exception>
    /// <exception cref="ScanInterruptedException">The user interrupted it; the exception carries every finished point.</exception>
    public ScanResult Run(string? name = null, CancellationToken cancellationToken = default)
    {
        return Drive(new ScanEngine(this, name), cancellationToken);
    }

    /// <summary>Runs the plan. Cancelling the token, or interrupting the cell, stops the motors and ends the run.</summary>
    /// <inheritdoc cref="Run(string?, CancellationToken)"/>
    public async Task<ScanResult> RunAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        var engine = new ScanEngine(this, name);
        using var ended = LinkInterrupts(cancellationToken, Interrupts.Current);
        var token = ended.Token;

        // On the pool, so that devices that answer at once do not hold the caller's thread.
        await Task.Run(() => engine.RunAsync(token), CancellationToken.None).ConfigureAwait(false);
        return engine.Result.Outcome();
    }

    /// <summary>
    /// Starts the plan and returns at once: it runs beside the code that follows, until it ends or <see cref="ScanRun.Abort"/> is
    /// called. An interrupt ends it only while somebody waits for it.
    /// </summary>
    /// <param name="name">The name of the run; null to describe it by its plan.</param>
    /// <returns>The controls of the run.</returns>
    /// <exception cref="LabConfigurationException">The plan has faults; all are listed, nothing moved.</exception>
    public ScanRun Start(string? name = null)
    {
        var engine = new ScanEngine(this, name);
        Launch(engine, CancellationToken.None);
        return engine.Controls;
    }

    /// <summary>Runs an engine to its end, with the interrupts of the user.</summary>
    internal static ScanResult Drive(ScanEngine engine, CancellationToken cancellationToken)
    {
        var plan = engine.Result.Plan;
        using var ended = plan.LinkInterrupts(cancellationToken, engine.Result.StopRequested);

        // On the pool, not on this thread: control must come back on an interrupt even if a callback or a device blocks.
        Launch(engine, cancellationToken);
        return ScanFollowing.Wait(engine, plan.PausesOnInterrupt ? cancellationToken : ended.Token);
    }

    private static void Launch(ScanEngine engine, CancellationToken cancellationToken)
    {
        var ended = engine.Result.Plan.LinkInterrupts(cancellationToken);
        engine.Begin();
        _ = Task.Run(() => engine.RunAsync(ended.Token), CancellationToken.None).ContinueWith(
            finished =>
            {
                // Whoever waits gets the error from the engine.
                _ = finished.Exception;
                ended.Dispose();
            },
            TaskScheduler.Default);
    }

    private CancellationTokenSource LinkInterrupts(params ReadOnlySpan<CancellationToken> tokens)
    {
        var hosts = Motors.Concat<IDevice>(Detectors).OfType<IScanParticipant>().Select(device => device.ScanHost).Distinct();
        return CancellationTokenSource.CreateLinkedTokenSource([.. tokens, .. hosts.Select(host => host.Interrupted)]);
    }
}
