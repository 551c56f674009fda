using LabSdk.Hosting;

namespace LabSdk.Display;

/// <summary>
/// A plot that grows while points come in. It is shown when it is made, redrawn at most ten times a second, and shown once more
/// in full quality, interactive where the page can, when it is disposed. A terminal shows it once, at the end.
/// </summary>
/// <remarks>Thread-safe. Adding a point takes no time worth counting: drawing happens on another thread.</remarks>
/// <example><code>
/// using var live = new LivePlot("Power over position").XAxis("position", "mm").YAxis("power", "W");
/// foreach (var target in targets)
/// {
///     stage.Position = target;
///     live.Add(stage.Position, power.Read());
/// }
/// </code></example>
[TypeFormatterSource]
public sealed class LivePlot : IDisplayable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LiveSeries> _series = [];
    private readonly LiveView _view;
    private Figure _frame;
    private int _keep;

    /// <summary>Starts an empty plot.</summary>
    /// <param name="title">The heading; null for none.</param>
    /// <param name="sink">Where it is shown; default is the current place.</param>
    /// <param name="time">The clock; default is the system's.</param>
    public LivePlot(string? title = null, IDisplaySink? sink = null, TimeProvider? time = null)
    {
        _frame = new Figure(title);
        _view = new LiveView(LiveForm.Of(_frame), sink, time);
    }

    /// <summary>Most points of a line that are kept, the newest; 0, the default, keeps all.</summary>
    public int Keep
    {
        get => _keep;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _keep = value;
        }
    }

    /// <summary>The plot as it is now.</summary>
    public Figure Figure
    {
        get
        {
            lock (_lock)
            {
                return _series.Aggregate(_frame, (figure, series) => series.AddTo(figure, _keep));
            }
        }
    }

    /// <summary>Names the horizontal axis.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="scale">How it runs. Default linear.</param>
    /// <returns>This plot.</returns>
    public LivePlot XAxis(string? title, string? unit = null, AxisScale scale = AxisScale.Linear) => Change(figure => figure.XAxis(title, unit, scale));

    /// <summary>Names the vertical axis.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="scale">How it runs. Default linear.</param>
    /// <returns>This plot.</returns>
    public LivePlot YAxis(string? title, string? unit = null, AxisScale scale = AxisScale.Linear) => Change(figure => figure.YAxis(title, unit, scale));

    /// <summary>Adds a point to the line without a name.</summary>
    /// <param name="x">Where.</param>
    /// <param name="y">The value; NaN leaves a gap.</param>
    public void Add(double x, double y) => Append(null, x, y);

    /// <summary>Adds a point to a line of its own name, which stands in the legend.</summary>
    /// <param name="line">The name of the line; a new name starts a new line.</param>
    /// <param name="x">Where.</param>
    /// <param name="y">The value; NaN leaves a gap.</param>
    public void Add(string line, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(line);
        Append(line, x, y);
    }

    /// <summary>Adds a point in time to the line without a name, and makes the horizontal axis a time axis.</summary>
    /// <param name="x">When.</param>
    /// <param name="y">The value; NaN leaves a gap.</param>
    public void Add(DateTimeOffset x, double y)
    {
        lock (_lock)
        {
            _frame = _frame with { X = _frame.X with { Scale = AxisScale.Time } };
        }

        Append(null, TimeAxis.Seconds(x), y);
    }

    /// <summary>Takes all points away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _series.Clear();
        }

        Redraw();
    }

    /// <summary>Shows the plot in full quality and ends it; points added later are not shown. Harmless when repeated.</summary>
    public void Dispose() => _view.Dispose(() => Figure);

    /// <summary>Returns the plot as it is now, in all its forms.</summary>
    public MimeBundle ToMimeBundle() => Figure.ToMimeBundle();

    /// <summary>Returns the view of <see cref="ToMimeBundle"/> as self-contained HTML.</summary>
    public string ToHtml() => Figure.ToHtml();

    private void Append(string? line, double x, double y)
    {
        lock (_lock)
        {
            var series = _series.Find(s => s.Name == line);
            if (series is null)
            {
                _series.Add(series = new LiveSeries(line));
            }

            series.Add(x, y, _keep);
        }

        Redraw();
    }

    private LivePlot Change(Func<Figure, Figure> change)
    {
        lock (_lock)
        {
            _frame = change(_frame);
        }

        Redraw();
        return this;
    }

    private void Redraw() => _view.Update(() => LiveForm.Of(Figure));
}
