using LabSdk.Daq;
using LabSdk.Daq.Wire;

namespace LabSdk;

/// <summary>The run engine of a daemon. Its documents become points, with the positions that it does not send.</summary>
internal sealed class DaemonEngine(DaqClient client, ScanPlan plan, DaqPlan translated) : IRemoteEngine
{
    private DateTimeOffset? _began;
    private TimeSpan _offset;

    public string Name => $"the daemon at {client.Endpoint}";

    public long? PointsMade { get; private set; }

    public bool WasEndedThere { get; private set; }

    public async Task RunAsync(Func<TimeSpan> now, Action<RemotePoint> tell, CancellationToken cancellationToken)
    {
        try
        {
            Note(await client.RunEngine.RunAsync(translated, document => Take(document, now, tell), cancellationToken).ConfigureAwait(false));
        }
        catch (DaqRunException error)
        {
            Note(error.Result);
            throw;
        }
        catch (DaqRunCanceledException error)
        {
            Note(error.Result);
            throw;
        }
    }

    public Task PauseAsync(CancellationToken cancellationToken) => client.RunEngine.PauseEngineAsync(cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => client.RunEngine.ResumeEngineAsync(cancellationToken);

    public async Task<bool> IsPausedAsync(CancellationToken cancellationToken) =>
        (await client.RunEngine.GetEngineStatusAsync(cancellationToken).ConfigureAwait(false)).State == DaqEngineState.Paused;

    private void Note(DaqRunResult result)
    {
        PointsMade = result.ExitStatus == "unknown" ? null : result.Events.Count + result.LostEvents;
        WasEndedThere = result.ExitStatus == "abort";
    }

    private void Take(DaqDocument document, Func<TimeSpan> now, Action<RemotePoint> tell)
    {
        var time = document.Timestamp;
        if (_began is null)
        {
            // Times of points are differences of the daemon's clock, laid onto the time of the scan.
            (_began, _offset) = (time, now());
        }

        if (document.Message.PayloadCase != Document.PayloadOneofCase.Event)
        {
            return;
        }

        var sent = document.Message.Event;
        time = sent.TimeNs == 0 ? time : DaqTime.FromNanoseconds(sent.TimeNs);
        tell(new RemotePoint(sent.SeqNum, _offset + (time - _began.Value), Targets(document), [.. plan.Detectors.Select(detector => Reading(sent, detector, time))]));
    }

    // A document whose start was lost has no positions; the plan was sent by us, so it tells them too.
    private double[] Targets(DaqDocument document) =>
        plan.Motors.All(motor => document.Positions.ContainsKey(motor.Id))
            ? [.. plan.Motors.Select(motor => document.Positions[motor.Id])]
            : plan.Points.ElementAtOrDefault((int)Math.Min(document.Message.Event.SeqNum, int.MaxValue)).Targets?.ToArray() ?? new double[plan.Motors.Count];

    private static Reading? Reading(EventDocument sent, Devices.IReadable detector, DateTimeOffset time) => sent.Data.TryGetValue(detector.Id, out var value)
        ? new Reading(value, detector.Unit, time, double.IsNaN(value) ? ReadingStatus.Invalid : ReadingStatus.Ok)
        : null;
}
