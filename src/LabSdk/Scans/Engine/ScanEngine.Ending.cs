using LabSdk.Devices;
using LabSdk.Presentation;

namespace LabSdk;

internal sealed partial class ScanEngine
{
    private bool _isAnnounced;

    private void Announce(double[] origins)
    {
        var hosts = _source.Motors.Concat<IDevice>(_plan.Detectors).OfType<IScanParticipant>().Select(device => device.ScanHost).Distinct().ToArray();
        Result.OpenJournal(origins, hosts);
        Result.BecomeLast();
        foreach (var host in hosts)
        {
            host.OnScanStarting(Result);
        }

        var pumps = _plan.Observers.Concat(_plan.IsDryRun ? [] : ScanObservers.For(Result).Concat(LiveViews.For(Result))).Select(observer => new ObserverPump(observer, Result)).ToArray();
        lock (_posting)
        {
            _isAnnounced = true;
            _pumps = [.. _pumps, .. pumps];
        }

        if (_pumps.Length > 0)
        {
            Post(StartDocument());
            Post(DescriptorDocument());
        }
    }

    private async Task EndAsync(Exception? error, bool ranOutOfTime, CancellationToken cancellationToken)
    {
        // The user's wish to stop is the reason, also when a device answers it with an error of its own.
        var isAbort = error is not null && (cancellationToken.IsCancellationRequested || State is ScanRunState.Aborting or ScanRunState.Halting);
        _states.Fire(isAbort ? ScanEvent.Abort : ScanEvent.Finish);
        while (_retries.TryTake(out _))
        {
            Result.CountRetry();
        }

        var rest = await _motors.BringToRestAsync(StopGrace).ConfigureAwait(false);
        rest += await RestoreSpeedAsync(isAbort).ConfigureAwait(false);
        if (error is null && _leftEarly)
        {
            Result.Close(ScanExitStatus.Stopped, ScanFailure.Stopped(Result, _endReason), null);
        }
        else if (error is null)
        {
            Result.Close(ScanExitStatus.Success, ScanFailure.Lost(Result), null);
        }
        else if (isAbort)
        {
            var reason = ScanFailure.Interrupted(Result, rest, _endReason);
            Result.Close(ScanExitStatus.Abort, reason, new ScanInterruptedException(Result, reason, error, cancellationToken));
        }
        else
        {
            var failed = ScanFailure.Failed(Result, new FailedStep(_step, _point, _motors.Failed, _detectors.Failed), error, ranOutOfTime, rest);
            Result.Close(ScanExitStatus.Fail, failed.Problem, failed);
        }

        Result.CloseJournal();
        Post(new ScanStop(Result.Uid, Result.Stopped!.Value, Result.ExitStatus!.Value, Result.Reason, Result.PointsDone));
        var pumps = _pumps;
        if (pumps.Length > 0)
        {
            await Task.WhenAll(pumps.Select(pump => pump.Completion))
                .WaitAsync(isAbort ? ObserverGraceAfterAbort : ObserverGrace, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
