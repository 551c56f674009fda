namespace LabSdk;

public sealed partial class RunRecord
{
    /// <summary>
    /// Goes on with the next unmeasured point, with the devices of the open labs: those with the ids of the run. All targets are those
    /// of the first start, also of relative scans. Blocks until the end as <see cref="ScanPlan.Run"/> does.
    /// </summary>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <returns>The run with all of its points, old and new.</returns>
    /// <exception cref="JournalException">It cannot go on (<see cref="JournalErrorIds.NotResumable"/>): the message says how devices differ. Nothing was moved.</exception>
    public ScanResult Resume(CancellationToken cancellationToken = default)
    {
        var journal = Content;
        if (journal.Start.Plan.Path?.NeedsCode() == true)
        {
            throw RunResuming.NeedsCode(this);
        }

        var (motors, detectors) = RunDevices.Find(this, journal.Start, Lab.Connected);
        var plan = journal.Start.Plan.Hooks == 0 ? RunResuming.Rebuild(this, journal.Start, motors, detectors) : throw RunResuming.HasHooks(this);
        return RunResuming.Resume(this, journal, plan, cancellationToken);
    }

    /// <summary>Goes on with the next unmeasured point with a plan that you give, for example one with callbacks.</summary>
    /// <param name="plan">The plan of the run: same path, same devices, same columns.</param>
    /// <param name="cancellationToken">Cancelling it counts as an interrupt.</param>
    /// <inheritdoc cref="Resume(CancellationToken)" path="/returns"/>
    /// <exception cref="JournalException">It cannot go on (<see cref="JournalErrorIds.NotResumable"/>): the message says how plan or devices differ. Nothing was moved.</exception>
    public ScanResult Resume(ScanPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return RunResuming.Resume(this, Content, plan, cancellationToken);
    }
}
