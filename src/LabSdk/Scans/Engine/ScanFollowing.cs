namespace LabSdk;

/// <summary>Waits for a run that goes on by itself, and turns the user's interrupts into what its plan wants.</summary>
internal static class ScanFollowing
{
    /// <summary>
    /// How long the point under way may take after an interrupt that pauses. Hosts of cells let calls through for a second after an
    /// interrupt.
    /// </summary>
    private static readonly TimeSpan PauseGrace = TimeSpan.FromMilliseconds(800);

    /// <summary>How long motors may take to stop after the point was cut short.</summary>
    private static readonly TimeSpan CutGrace = TimeSpan.FromMilliseconds(500);

    public static ScanResult Wait(ScanEngine engine, CancellationToken cancellationToken)
    {
        var call = new BlockingCall($"The scan '{engine.Result.Name}'") { CancellationToken = cancellationToken };
        try
        {
            Blocking.Run(token => EndedOrOutOfRoomAsync(engine, token), call);
            if (!engine.Ended.IsCompleted)
            {
                throw new ScanPausedException(engine.Result, engine.Result.JournalError);
            }
        }
        catch (LabInterruptedException interrupted) when (interrupted is not ScanPausedException)
        {
            if (!engine.Result.Plan.PausesOnInterrupt || cancellationToken.IsCancellationRequested || Interrupts.IsRepeated || !TryPause(engine, call))
            {
                End(engine, call, interrupted);
            }
        }

        return engine.Result.Outcome();
    }

    /// <summary>Throws when the run is paused; false when it has to be ended.</summary>
    private static bool TryPause(ScanEngine engine, BlockingCall call)
    {
        engine.Pause(now: false, "interrupted by the user");

        // A host whose interrupt stays raised cannot tell of a second one.
        call = call with { IsInterruptible = !Interrupts.Current.IsCancellationRequested };
        try
        {
            try
            {
                Blocking.Run(token => HeldOrEndedAsync(engine, token), call with { Timeout = PauseGrace });
            }
            catch (LabTimeoutException)
            {
                engine.Pause(now: true, "interrupted by the user");
                Blocking.Run(token => HeldOrEndedAsync(engine, token), call with { Timeout = CutGrace });
            }
        }
        catch (Exception error) when (error is LabTimeoutException or LabInterruptedException)
        {
            // The second interrupt, or a device that cannot be brought to rest.
            return false;
        }

        return engine.Ended.IsCompleted ? true : throw new ScanPausedException(engine.Result);
    }

    private static void End(ScanEngine engine, BlockingCall call, LabInterruptedException interrupted)
    {
        engine.Abort("");
        engine.Result.RequestStop();
        try
        {
            Blocking.Run(token => engine.Ended.WaitAsync(token), call with { Timeout = Blocking.InterruptGrace, IsInterruptible = false, CancellationToken = default });
        }
        catch (LabTimeoutException)
        {
            engine.Abandon(interrupted, interrupted.CancellationToken);
        }
    }

    private static async Task EndedOrOutOfRoomAsync(ScanEngine engine, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = engine.StateChanged;
            if (engine.Ended.IsCompleted || engine.IsOutOfRoom)
            {
                break;
            }

            await Task.WhenAny(changed, engine.Ended).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await (engine.Ended.IsCompleted ? engine.Ended : Task.CompletedTask).ConfigureAwait(false);
    }

    private static async Task HeldOrEndedAsync(ScanEngine engine, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = engine.StateChanged;
            if (engine.State == ScanRunState.Paused || engine.Ended.IsCompleted)
            {
                return;
            }

            await Task.WhenAny(changed, engine.Ended).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
