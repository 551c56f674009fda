using LabSdk.Devices;
using LabSdk.Presentation;

namespace LabSdk;

internal sealed partial class ScanEngine
{
    private void Announce(double[] origins)
    {
        var hosts = _source.Motors.Concat<IDevice>(_plan.Detectors).OfType<IScanParticipant>().Select(device => device.ScanHost).Distinct().ToArray();
        Result.OpenJournal(origins, hosts);
        Result.BecomeLast();
        foreach (var host in hosts)
        {
            host.OnScanStarting(Result);
        }

        _pumps = [.. _plan.Observers.Concat(ScanObservers.For(Result)).Concat(LiveViews.For(Result)).Select(observer => new ObserverPump(observer, Result))];
        if (_pumps.Length > 0)
        {
            Post(new ScanStart(Result.Uid, Result.Started, Result.Name, _plan.PlanName, Result.PointsTotal, Result.Motors, Result.Detectors, Result.Metadata));
            Post(new ScanDescriptor(Result.Uid, _plan.Clock.GetUtcNow(), Result.ColumnInfos));
        }
    }

    private async Task EndAsync(Exception? error, bool ranOutOfTime, CancellationToken cancellationToken)
    {
        // The user's wish to stop is the reason, also when a device answers it with an error of its own.
        var isAbort = error is not null && cancellationToken.IsCancellationRequested;
        if (isAbort)
        {
            _states.To(ScanState.Aborting);
        }
        else if (State != ScanState.Stopping)
        {
            _states.To(ScanState.Stopping);
        }

        var rest = await _motors.BringToRestAsync(StopGrace).ConfigureAwait(false);
        if (error is null)
        {
            Result.Close(ScanExitStatus.Success, "", null);
        }
        else if (isAbort)
        {
            var reason = ScanFailure.Interrupted(Result, rest);
            Result.Close(ScanExitStatus.Abort, reason, new ScanInterruptedException(Result, reason, error, cancellationToken));
        }
        else
        {
            var failed = ScanFailure.Failed(Result, new FailedStep(_step, _point, _motors.Failed, _detectors.Failed), error, ranOutOfTime, rest);
            Result.Close(ScanExitStatus.Fail, failed.Problem, failed);
        }

        Result.CloseJournal();
        if (_pumps.Length > 0)
        {
            Post(new ScanStop(Result.Uid, Result.Stopped!.Value, Result.ExitStatus!.Value, Result.Reason, Result.PointsDone));
            await Task.WhenAll(_pumps.Select(pump => pump.Completion))
                .WaitAsync(isAbort ? ObserverGraceAfterAbort : ObserverGrace, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Post(ScanDocument document)
    {
        foreach (var pump in _pumps)
        {
            pump.Post(document);
        }
    }
}
