namespace LabSdk.Display;

/// <summary>
/// One self-contained HTML file: a title, sections, and anything that can be shown. Needs no network and no script, follows
/// light and dark, prints. <c>new HtmlReport("Night run").Section("Scan").Add(scan).Save("reports")</c>.
/// </summary>
/// <remarks>Not thread-safe while it is built.</remarks>
public sealed class HtmlReport : IDisplaySink
{
    private readonly List<ReportSection> _sections = [];
    private readonly TimeProvider _time;

    /// <summary>Creates an empty report.</summary>
    /// <param name="title">The heading; also the file name when none is given.</param>
    /// <param name="time">The clock for the line that says when the report was made; default is the system's.</param>
    public HtmlReport(string title, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>The heading.</summary>
    public string Title { get; }

    /// <summary>A sentence below the heading, or null.</summary>
    public string? Summary { get; set; }

    /// <summary>
    /// How plots appear. Default <see cref="FigureMode.Static"/>; <see cref="FigureMode.Inline"/> makes them interactive, with
    /// the library (1.5 MB) once in the file.
    /// </summary>
    public FigureMode Figures { get; set; } = FigureMode.Static;

    /// <summary>The text of a plotly.js bundle to use in place of <see cref="Display.PlotlyLibrary"/>; null, the default, for that one.</summary>
    public string? PlotlyLibrary { get; set; }

    /// <summary>What stood in the file before this report, and stays in front of it; null for nothing.</summary>
    internal EarlierReport? Earlier { get; init; }

    /// <summary>True when something in it that is not a block has plots.</summary>
    internal bool HasForeignFigures =>
        Earlier is { HasFigures: true }
        || _sections.Any(section => section.Items.Any(item => item.Block is null && item.Html?.Contains("lab-figure", StringComparison.Ordinal) == true));

    internal IReadOnlyList<ReportSection> Sections => _sections;

    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Starts a section.</summary>
    /// <param name="title">Its heading.</param>
    public HtmlReport Section(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        _sections.Add(new ReportSection(title, []));
        return this;
    }

    /// <summary>Adds anything: a block, a figure, a scan, a data frame, a device, an error, a text.</summary>
    /// <param name="value">What to add; shown as it would be in a notebook, as it is now.</param>
    public HtmlReport Add(object? value)
    {
        Show(Views.ToMimeBundle(value));
        return this;
    }

    /// <inheritdoc/>
    public void Show(MimeBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        Current.Items.Add(bundle);
    }

    /// <inheritdoc/>
    public ILiveDisplay ShowLive(MimeBundle first)
    {
        Show(first);
        return new Slot(Current.Items);
    }

    /// <summary>Returns the file content.</summary>
    public string ToHtml() => ReportPage.Write(this);

    /// <summary>
    /// Writes the file; an existing one is replaced as a whole or not at all.
    /// </summary>
    /// <param name="path">
    /// A file ending in <c>.html</c>, or a folder, where the file is named after the title. Default is the current folder.
    /// Missing folders are made.
    /// </param>
    /// <returns>Where the report is.</returns>
    /// <exception cref="LabException">It cannot be written.</exception>
    public FileInfo Save(string? path = null)
    {
        var isFile = path is not null
            && (path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase));
        return AtomicFile.Write(isFile ? path! : Path.Combine(path ?? ".", SafeFileName.From(Title, "report") + ".html"), ToHtml());
    }

    private ReportSection Current
    {
        get
        {
            if (_sections.Count == 0)
            {
                _sections.Add(new ReportSection(null, []));
            }

            return _sections[^1];
        }
    }

    private sealed class Slot(List<MimeBundle> items) : ILiveDisplay
    {
        private readonly int _index = items.Count - 1;

        public void Update(MimeBundle bundle) => items[_index] = bundle;

        public void Dispose()
        {
        }
    }
}
