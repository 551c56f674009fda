namespace LabSdk;

/// <summary>
/// The controls of a run that is under way: pause, go on, stop, abort, halt. Made by <see cref="ScanPlan.Start"/>; of a run that a
/// cell waits for it is <see cref="ScanResult.Controls"/>.
/// </summary>
/// <remarks>Thread-safe. The requests return at once; false tells that there was nothing to do in this state.</remarks>
/// <example><code>
/// var run = Scan(stage, 0, 100, 1001).Read(power).Start("long");
/// run.Pause();
/// run.Resume();
/// run.Wait().Data
/// </code></example>
public sealed class ScanRun
{
    private readonly ScanEngine _engine;

    internal ScanRun(ScanEngine engine) => _engine = engine;

    /// <summary>The run with its data so far.</summary>
    public ScanResult Result => _engine.Result;

    /// <summary>What it is doing now.</summary>
    public ScanRunState State => _engine.State;

    /// <summary>Ends at the next change of the state.</summary>
    internal Task StateChanged => _engine.StateChanged;

    /// <summary>Pauses it: after the point under way, at the next checkpoint; or at once, and the point is measured again.</summary>
    /// <param name="now">True to stop the motors and cut the point short.</param>
    /// <param name="reason">Why; kept with the run.</param>
    /// <returns>True when it will pause; false when it does not run.</returns>
    public bool Pause(bool now = false, string reason = "paused by the user") => _engine.Pause(now, reason);

    /// <summary>Goes on after a pause. A suspender that is still met makes it wait further.</summary>
    /// <returns>True when it goes on; false when it was not paused.</returns>
    public bool Resume() => _engine.Resume();

    /// <summary>
    /// Ends it early after the point under way, as a success would end: motors return when the plan says so, and nothing is thrown. The
    /// status is <see cref="ScanExitStatus.Stopped"/>.
    /// </summary>
    /// <param name="reason">Why; kept with the run.</param>
    /// <returns>True when it will stop; false when it was ending already.</returns>
    public bool Stop(string reason = "") => _engine.Stop(reason);

    /// <summary>Ends it now: motors are told to stop and waited for, every finished point is kept.</summary>
    /// <param name="reason">Why; kept with the run.</param>
    /// <returns>True when it will end; false when it was aborted already or has ended.</returns>
    public bool Abort(string reason = "") => _engine.Abort(reason);

    /// <summary>Ends it now and waits for nothing: motors are told to stop, what is under way ends in the background.</summary>
    /// <param name="reason">Why; kept with the run.</param>
    /// <returns>True when it was ended; false when it had ended already.</returns>
    public bool Halt(string reason = "") => _engine.Halt(reason);

    /// <summary>Waits for the end. Blocks; an interrupt ends the run as that of <see cref="ScanPlan.Run"/>.</summary>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <returns>The run with its data.</returns>
    /// <exception cref="ScanException">It failed in the middle.</exception>
    /// <exception cref="ScanInterruptedException">It was aborted, or the user interrupted.</exception>
    /// <exception cref="ScanPausedException">The user interrupted, and the plan pauses then.</exception>
    public ScanResult Wait(CancellationToken cancellationToken = default) => ScanFollowing.Wait(_engine, cancellationToken);

    /// <summary>Waits for the end. Cancelling the token ends the wait, not the run.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run with its data, however it ended.</returns>
    /// <exception cref="LabException">The run was refused before anything moved.</exception>
    public async Task<ScanResult> WaitAsync(CancellationToken cancellationToken = default)
    {
        await _engine.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Result;
    }

    /// <summary>
    /// Watches the documents of the run from now on; start and descriptor come first. Bounded: a subscriber that falls behind misses
    /// points, which are counted (<see cref="ScanResult.MissedNotifications"/>), and never slows the run.
    /// </summary>
    /// <param name="subscriber">Gets each document on a pool thread, one at a time.</param>
    /// <returns>Dispose it to watch no more.</returns>
    public IDisposable Subscribe(Action<ScanDocument> subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return _engine.Subscribe(new ActionObserver(subscriber));
    }

    /// <inheritdoc cref="Subscribe(Action{ScanDocument})"/>
    /// <param name="observer">Gets each document on a pool thread, one at a time.</param>
    public IDisposable Subscribe(IScanObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return _engine.Subscribe(observer);
    }

    /// <summary>Returns the state and how far it has come.</summary>
    public override string ToString() => $"{State}: {Result.Progress}";

    private sealed class ActionObserver(Action<ScanDocument> subscriber) : IScanObserver
    {
        public void OnDocument(ScanDocument document, ScanResult scan) => subscriber(document);
    }
}
