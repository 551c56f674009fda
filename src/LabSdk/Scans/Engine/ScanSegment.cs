namespace LabSdk;

/// <summary>A stretch of a run that can be cut short without ending the run: the point under way is then measured again.</summary>
internal sealed class ScanSegment : IDisposable
{
    private readonly CancellationTokenSource _cut;
    private volatile bool _isCut;

    public ScanSegment(ScanPlan plan, CancellationToken scan)
    {
        _cut = CancellationTokenSource.CreateLinkedTokenSource(scan);
        Limit = new StepLimit(plan.StepTimeout, plan.Clock, _cut.Token);
    }

    /// <summary>Cancelled by a cut and by the end of the scan.</summary>
    public CancellationToken Token => _cut.Token;

    /// <summary>The time limit of each step.</summary>
    public StepLimit Limit { get; }

    public bool IsCut => _isCut;

    /// <summary>Cuts it short. Safe from any thread; harmless after its end.</summary>
    public void Cut()
    {
        _isCut = true;
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in the same moment.
        }
    }

    public void Dispose()
    {
        Limit.Dispose();
        _cut.Dispose();
    }
}
