using System.Collections.Immutable;

namespace LabSdk;

internal sealed partial class ScanEngine
{
    private readonly Lock _posting = new();
    private ScanStop? _stopped;

    /// <summary>Tells an observer of everything from now on, after the start and the descriptor.</summary>
    public IDisposable Subscribe(IScanObserver observer)
    {
        var pump = new ObserverPump(observer, Result);
        lock (_posting)
        {
            if (_isAnnounced)
            {
                pump.Post(StartDocument());
                pump.Post(DescriptorDocument());
            }

            if (_stopped is { } stop)
            {
                pump.Post(stop);
            }

            _pumps = _pumps.Add(pump);
        }

        return new Subscription(this, pump);
    }

    private void Post(ScanDocument document)
    {
        if (document is ScanPoint)
        {
            // The hot path: who subscribes in this moment sees the next one.
            foreach (var pump in _pumps)
            {
                pump.Post(document);
            }

            return;
        }

        lock (_posting)
        {
            _stopped ??= document as ScanStop;
            foreach (var pump in _pumps)
            {
                pump.Post(document);
            }
        }
    }

    private ScanStart StartDocument() =>
        new(Result.Uid, Result.Started, Result.Name, _plan.PlanName, Result.PointsTotal, Result.Motors, Result.Detectors, Result.Metadata);

    private ScanDescriptor DescriptorDocument() => new(Result.Uid, _plan.Clock.GetUtcNow(), Result.ColumnInfos);

    private void Unsubscribe(ObserverPump pump)
    {
        lock (_posting)
        {
            _pumps = _pumps.Remove(pump);
        }

        pump.Close();
    }

    private sealed class Subscription(ScanEngine engine, ObserverPump pump) : IDisposable
    {
        public void Dispose() => engine.Unsubscribe(pump);
    }
}
