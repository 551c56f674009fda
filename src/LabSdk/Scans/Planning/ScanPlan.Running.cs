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
        var engine = new ScanEngine(this, name);
        using var ended = LinkInterrupts(cancellationToken, engine.Result.StopRequested);
        try
        {
            // On the pool, not on this thread: control must come back on an interrupt even if a callback or a device blocks.
            Blocking.Run(
                token => Task.Run(() => engine.RunAsync(token), CancellationToken.None),
                new BlockingCall($"The scan '{engine.Result.Name}'") { CancellationToken = ended.Token });
        }
        catch (LabInterruptedException interrupted)
        {
            engine.Abandon(interrupted, interrupted.CancellationToken);
        }

        return Outcome(engine.Result);
    }

    /// <summary>Runs the plan. Cancelling the token, or interrupting the cell, stops the motors and ends the run.</summary>
    /// <inheritdoc cref="Run(string?, CancellationToken)"/>
    public async Task<ScanResult> RunAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        var engine = new ScanEngine(this, name);
        using var ended = LinkInterrupts(cancellationToken, Interrupts.Current, engine.Result.StopRequested);
        var token = ended.Token;

        // On the pool, so that devices that answer at once do not hold the caller's thread.
        await Task.Run(() => engine.RunAsync(token), CancellationToken.None).ConfigureAwait(false);
        return Outcome(engine.Result);
    }

    private CancellationTokenSource LinkInterrupts(params ReadOnlySpan<CancellationToken> tokens)
    {
        var hosts = Motors.Concat<IDevice>(Detectors).OfType<IScanParticipant>().Select(device => device.ScanHost).Distinct();
        return CancellationTokenSource.CreateLinkedTokenSource([.. tokens, .. hosts.Select(host => host.Interrupted)]);
    }

    private ScanResult Outcome(ScanResult result)
    {
        var isThrown = result.ExitStatus == ScanExitStatus.Abort || (result.ExitStatus == ScanExitStatus.Fail && !KeepsErrors);
        return isThrown ? throw result.Error! : result;
    }
}
