using System.Threading.Channels;

namespace LabSdk;

/// <summary>A run that another engine makes: its points are kept as they come, and the user's requests are passed on.</summary>
internal sealed partial class ScanEngine
{
    /// <summary>How often it is asked while a request is on its way.</summary>
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How often it is asked when no point comes: somebody else may have paused it.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly IRemoteEngine? _remote;
    private bool _isPauseSent;
    private bool _isPauseTold;
    private long _nextRemote;

    private async Task FollowAsync(IRemoteEngine remote, CancellationToken cancellationToken)
    {
        _step = ScanStep.Elsewhere;
        var arrived = Channel.CreateUnbounded<RemotePoint>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = remote.RunAsync(() => Result.Now, point => arrived.Writer.TryWrite(point), ending.Token);
        try
        {
            await ListenAsync(remote, run, arrived.Reader, ending, cancellationToken).ConfigureAwait(false);
            await EndOfAsync(remote, run, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A failure here must not leave it running there.
            await ending.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            CountTail(remote);
        }
    }

    private async Task EndOfAsync(IRemoteEngine remote, Task run, CancellationToken cancellationToken)
    {
        try
        {
            await run.ConfigureAwait(false);
        }
        catch (Exception) when (_leftEarly && !cancellationToken.IsCancellationRequested)
        {
            // We ended it ourselves after Stop().
        }
        catch (LabException) when (remote.WasEndedThere)
        {
            _endReason ??= $"somebody else ended it at {remote.Name}";
            _states.Fire(ScanEvent.Abort);
            throw;
        }
    }

    private async Task ListenAsync(IRemoteEngine remote, Task run, ChannelReader<RemotePoint> arrived, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        Task<bool>? next = null;
        var isQuiet = false;
        while (true)
        {
            var changed = _states.Changed;
            var isOver = run.IsCompleted;
            var wasPaused = State == ScanRunState.Paused;
            var hasNew = false;
            while (arrived.TryRead(out var point))
            {
                hasNew = true;
                await KeepAsync(point, cancellationToken).ConfigureAwait(false);
            }

            if (isOver)
            {
                return;
            }

            if (!ending.IsCancellationRequested)
            {
                await PassOnAsync(remote, hasNew && wasPaused, isQuiet, ending).ConfigureAwait(false);
            }

            next = next is { IsCompleted: false } ? next : arrived.WaitToReadAsync(CancellationToken.None).AsTask();
            using var delay = new CancellationTokenSource();
            var isAsking = _isPauseSent != (State == ScanRunState.Paused) || State is ScanRunState.Pausing or ScanRunState.Stopping;
            var pause = Task.Delay(isAsking ? AskInterval : LookInterval, _plan.Clock, delay.Token);
            isQuiet = await Task.WhenAny(next, changed, run, pause).ConfigureAwait(false) == pause;
            await delay.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Passes on what the user wants, and takes over what somebody else did.</summary>
    private async Task PassOnAsync(IRemoteEngine remote, bool mayHaveGoneOn, bool isQuiet, CancellationTokenSource ending)
    {
        try
        {
            switch (State)
            {
                case ScanRunState.Pausing or ScanRunState.Stopping when !_isPauseSent:
                    await remote.PauseAsync(ending.Token).ConfigureAwait(false);
                    _isPauseSent = true;
                    break;
                case ScanRunState.Stopping when await remote.IsPausedAsync(ending.Token).ConfigureAwait(false):
                    _leftEarly = true;
                    await ending.CancelAsync().ConfigureAwait(false);
                    break;
                case ScanRunState.Pausing when await remote.IsPausedAsync(ending.Token).ConfigureAwait(false):
                    TellPaused(_holdReason);
                    break;
                case ScanRunState.Paused when mayHaveGoneOn && !await remote.IsPausedAsync(ending.Token).ConfigureAwait(false):
                    _isPauseSent = false;
                    Resume();
                    TellRunning("somebody else let it go on");
                    break;
                case ScanRunState.Running when _isPauseSent && await remote.IsPausedAsync(ending.Token).ConfigureAwait(false):
                    await remote.ResumeAsync(ending.Token).ConfigureAwait(false);
                    _isPauseSent = false;
                    TellRunning("");
                    break;
                case ScanRunState.Running when isQuiet && await remote.IsPausedAsync(ending.Token).ConfigureAwait(false) && _states.Fire(ScanEvent.Pause):
                    _isPauseSent = true;
                    TellPaused("somebody else paused it");
                    break;
            }
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            // It has not begun yet or has just ended, or the connection is lost: asked again in a moment.
        }
    }

    private async Task PauseElsewhereAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_remote is not null && !_isPauseSent)
            {
                await _remote.PauseAsync(cancellationToken).ConfigureAwait(false);
                _isPauseSent = true;
            }
        }
        catch (LabException)
        {
            // What it measures meanwhile waits in memory.
        }
    }

    private void TellPaused(string reason)
    {
        if (_states.Fire(ScanEvent.Checkpoint))
        {
            _isPauseTold = true;
            Tell(ScanRunState.Paused, reason);
        }
    }

    private void TellRunning(string reason)
    {
        if (_isPauseTold)
        {
            _isPauseTold = false;
            Tell(ScanRunState.Running, reason);
        }
    }

    private async ValueTask KeepAsync(RemotePoint point, CancellationToken cancellationToken)
    {
        if (point.Index < _nextRemote || point.Index >= Result.PointsTotal)
        {
            throw new ProtocolException(DaemonRunErrorIds.NotFollowed, FormattableString.Invariant($"{_remote!.Name} told of point {point.Index + 1} where point {_nextRemote + 1} of {Result.PointsTotal} was to come."));
        }

        CountLost(point.Index);
        _nextRemote = point.Index + 1;
        _point.Begin(point.Index, point.Targets);
        _point.Elapsed = point.Elapsed;
        Array.Fill(_point.Readbacks, double.NaN);
        for (var i = 0; i < point.Readings.Length; i++)
        {
            _point.IsRead[i] = point.Readings[i] is not null;
            _point.Readings[i] = point.Readings[i].GetValueOrDefault();
        }

        await RecordAsync(cancellationToken).ConfigureAwait(false);
        _step = ScanStep.Elsewhere;
        if (_pumps.Length > 0)
        {
            Post(Result.Describe(_point));
        }
    }

    private void CountTail(IRemoteEngine remote)
    {
        try
        {
            CountLost(remote.PointsMade ?? _nextRemote);
        }
        catch (JournalException)
        {
            // The count stands in the result; what ended the run is more important.
        }
    }

    /// <summary>Points before this one that did not arrive: measured there, and lost on the way.</summary>
    private void CountLost(long before)
    {
        var lost = before - _nextRemote;
        if (lost <= 0)
        {
            return;
        }

        Result.CountMissedPoints(lost);
        _nextRemote = before;
        if (Result.IsRunning)
        {
            Tell(State, FormattableString.Invariant($"{lost} points before point {before + 1} were measured by {_remote!.Name} and lost on the way"));
        }
    }
}
