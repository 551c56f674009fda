using LabSdk.Data;
using LabSdk.Display;
using LabSdk.Hosting;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// The record of one piece of work: who did what with which devices in which state. It owns a folder; every scan of the
/// lab that ends while the run is open is saved there as CSV, and <c>run.json</c> tells the whole story. Made by
/// <see cref="Lab.Run"/>; dispose it to close the record.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using (var run = lab.Run("alignment", new() { ["sample"] = "A7" }))
/// {
///     Scan(stage, 0, 10, 11).Read(power).Run("coarse");
/// }
/// </code>
/// </example>
[TypeFormatterSource]
public sealed class LabRun : IDisposable, IAsyncDisposable, IDisplayable
{
    private readonly Lab _lab;
    private readonly RunFolder _folder;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, object?> _metadata;
    private readonly List<ScanResult> _scans = [];
    private readonly List<string> _files = [];
    private readonly Lazy<Task> _closed;
    private string? _failure;

    private LabRun(Lab lab, string name, RunFolder folder, IReadOnlyDictionary<string, object?>? metadata, DateTimeOffset started, string uid)
    {
        _lab = lab;
        _folder = folder;
        _metadata = new Dictionary<string, object?>(metadata ?? new Dictionary<string, object?>());
        _closed = new Lazy<Task>(CloseAsync);
        Name = name;
        Started = started;
        Uid = uid;
    }

    /// <summary>The name given to <see cref="Lab.Run"/>.</summary>
    public string Name { get; }

    /// <summary>The unique id; ids made later sort later.</summary>
    public string Uid { get; }

    /// <summary>The folder of the run, absolute. Put whatever belongs to the run there.</summary>
    public string Folder => _folder.Path;

    /// <summary>When it began, UTC, by the clock of this computer.</summary>
    public DateTimeOffset Started { get; }

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? Stopped { get; private set; }

    /// <summary>
    /// <c>running</c>; after closing <c>success</c>, or <c>fail</c> when one of its scans failed or was interrupted, or
    /// <see cref="Fail"/> was called.
    /// </summary>
    public string Status => Stopped is null ? "running" : Failure is null ? "success" : "fail";

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure ?? _scans.FirstOrDefault(scan => scan.Error is not null)?.Reason;
            }
        }
    }

    /// <summary>The scans made while it was open, in the order in which they began.</summary>
    public IReadOnlyList<ScanResult> Scans
    {
        get
        {
            lock (_gate)
            {
                return [.. _scans];
            }
        }
    }

    /// <summary>The notes: those given at the start and those added since.</summary>
    public IReadOnlyDictionary<string, object?> Metadata
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, object?>(_metadata);
            }
        }
    }

    /// <summary>State and parameters of every device when the run began.</summary>
    public IReadOnlyList<DeviceSnapshot> Devices { get; private init; } = [];

    /// <summary>Adds or replaces a note. It is written when the run closes.</summary>
    /// <param name="key">What it is about.</param>
    /// <param name="value">A number, bool, text, time, or a list of these.</param>
    /// <returns>This run, so that a chain can go on.</returns>
    public LabRun Note(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        lock (_gate)
        {
            _metadata[key] = value;
        }

        return this;
    }

    /// <summary>Says that the run did not reach its aim.</summary>
    /// <param name="reason">Why.</param>
    public void Fail(string reason)
    {
        lock (_gate)
        {
            _failure = reason;
        }
    }

    /// <summary>Saves a table into the folder of the run. Blocks.</summary>
    /// <param name="data">The table.</param>
    /// <param name="name">The name of the file, without ending; characters that a file name cannot have are replaced.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="LabException">The file cannot be written.</exception>
    public string Save(DataFrame data, string name)
    {
        ArgumentNullException.ThrowIfNull(data);
        lock (_gate)
        {
            var path = _folder.Save(data, name);
            _files.Add(Path.GetFileName(path));
            return path;
        }
    }

    /// <summary>Closes the record. Blocks until it is written; harmless when repeated.</summary>
    public void Dispose() => Blocking.Run(
        async _ => await DisposeAsync().ConfigureAwait(false),
        new BlockingCall($"Closing the run '{Name}'") { IsInterruptible = false });

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync() => new(_closed.Value);

    /// <summary>Returns the run as a card.</summary>
    public MimeBundle ToMimeBundle() => RunView.Of(this).ToMimeBundle();

    /// <summary>Returns the card as self-contained HTML.</summary>
    public string ToHtml() => RunView.Of(this).ToHtml();

    /// <summary>Returns name, state and folder in one line.</summary>
    public override string ToString() => $"{Name}: {Status}, {Scans.Count} scans, {Folder}";

    internal static async Task<LabRun> StartAsync(Lab lab, string name, IReadOnlyDictionary<string, object?>? metadata, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var started = lab.Options.TimeProvider.GetUtcNow();
        var uid = Guid.CreateVersion7(started).ToString();
        var folder = RunFolder.Create(lab.Options.DataFolder, name, uid, started);
        var devices = await Task.WhenAll(lab.Devices.Select(device => DeviceSnapshot.TakeAsync(device, cancellationToken))).ConfigureAwait(false);
        var run = new LabRun(lab, name, folder, metadata, started, uid) { Devices = devices };
        await folder.WriteAsync(RunDocument.Of(run, lab, []), cancellationToken).ConfigureAwait(false);
        return run;
    }

    internal void Add(ScanResult scan)
    {
        lock (_gate)
        {
            _scans.Add(scan);
        }
    }

    private async Task CloseAsync()
    {
        _lab.Ended(this);
        foreach (var scan in Scans)
        {
            Save(scan.Data, scan.Name);
        }

        Stopped = _lab.Options.TimeProvider.GetUtcNow();
        string[] files;
        lock (_gate)
        {
            files = [.. _files];
        }

        await _folder.WriteAsync(RunDocument.Of(this, _lab, files), CancellationToken.None).ConfigureAwait(false);
    }
}
