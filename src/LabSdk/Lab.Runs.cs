namespace LabSdk;

public sealed partial class Lab : IScanHost
{
    private LabRun? _run;
    private ScanResult? _lastScan;

    /// <summary>The scan of this lab's devices that started last; null before the first. Reaches the data of a scan that failed.</summary>
    public ScanResult? LastScan => Volatile.Read(ref _lastScan);

    /// <summary>
    /// The runs that were recorded: in the data folders of the connected labs, and in <c>data</c> in the working directory. Also those
    /// of earlier processes, and those whose process was killed. For another folder: <c>Lab.Runs.In("folder")</c>. Does not block by itself.
    /// </summary>
    public static RunCatalog Runs { get; } = new(static () =>
        [.. Connected.Select(static lab => lab.Options.DataFolder ?? JournalChoice.DefaultFolder), JournalChoice.DefaultFolder]);

    /// <summary>The run that is open; null when none is.</summary>
    public LabRun? CurrentRun => Volatile.Read(ref _run);

    CancellationToken IScanHost.Interrupted => Calls.Interrupted;

    string? IScanHost.JournalFolder => Options.Journal ? CurrentRun?.Folder ?? Options.DataFolder ?? JournalChoice.DefaultFolder : null;

    /// <summary>
    /// Opens the record of a piece of work: a folder in <see cref="LabOptions.DataFolder"/> with notes, state and parameters
    /// of every device, and the data of every scan until it is disposed. Blocks while the devices are asked.
    /// </summary>
    /// <param name="name">What is done.</param>
    /// <param name="metadata">Notes; more can be added with <see cref="LabRun.Note"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LabException">The folder cannot be written.</exception>
    public LabRun Run(string name, Dictionary<string, object?>? metadata = null, CancellationToken cancellationToken = default) =>
        Calls.Run(new BlockingCall($"Opening the run '{name}'"), token => RunAsync(name, metadata, token), cancellationToken);

    /// <summary>Opens the record of a piece of work.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    /// <inheritdoc cref="Run" path="/exception"/>
    public async Task<LabRun> RunAsync(string name, Dictionary<string, object?>? metadata = null, CancellationToken cancellationToken = default)
    {
        Calls.ThrowIfClosed();
        var run = await LabRun.StartAsync(this, name, metadata, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _run, run);
        return run;
    }

    void IScanHost.OnScanStarting(ScanResult scan)
    {
        Volatile.Write(ref _lastScan, scan);
        CurrentRun?.Add(scan);
    }

    internal void Ended(LabRun run) => Interlocked.CompareExchange(ref _run, null, run);
}
