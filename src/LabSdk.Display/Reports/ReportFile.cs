using System.Globalization;

namespace LabSdk.Display;

/// <summary>
/// The report file that a script was asked to write: everything shown also stands there, under the heading of this run, below
/// what earlier runs of the file left. The file is whole at any time: it is written anew at most once a second, and at the end.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReportFile : IDisplaySink, IDisposable
{
    /// <summary>The switch of a script: <c>--lab-html FILE</c>.</summary>
    public const string Switch = "--lab-html";

    /// <summary>The environment variable with the same meaning.</summary>
    public const string Variable = "LABSDK_HTML";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly Lazy<ReportFile?> Process = new(() => Of(Environment.GetCommandLineArgs(), Environment.GetEnvironmentVariable(Variable)));
    private readonly Lock _lock = new();
    private readonly IDisplaySink _beside;
    private readonly HtmlReport _report;
    private readonly ITimer _timer;
    private readonly string _path;
    private bool _waiting;

    public ReportFile(string path, string title, IDisplaySink beside, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        _path = Path.GetFullPath(path);
        _beside = beside;
        _report = new HtmlReport(title, time) { Earlier = EarlierReport.Read(_path), Figures = PlotlyLibrary.IsAvailable ? FigureMode.Inline : FigureMode.Static };
        _report.Section(string.Create(CultureInfo.InvariantCulture, $"{title}, {time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
        _timer = time.CreateTimer(_ => WriteIfChanged(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The report of this process; null when none was asked for.</summary>
    public static ReportFile? OfProcess => Process.Value;

    /// <summary>Finds the file in the arguments of the program or in the variable; the arguments win.</summary>
    public static string? PathIn(IReadOnlyList<string> arguments, string? variable)
    {
        for (var i = 1; i < arguments.Count; i++)
        {
            if (arguments[i] == Switch && i + 1 < arguments.Count)
            {
                return arguments[i + 1];
            }

            if (arguments[i].StartsWith(Switch + "=", StringComparison.Ordinal))
            {
                return arguments[i][(Switch.Length + 1)..];
            }
        }

        return string.IsNullOrWhiteSpace(variable) ? null : variable;
    }

    public void Show(MimeBundle bundle)
    {
        _beside.Show(bundle);
        lock (_lock)
        {
            _report.Show(bundle);
        }

        Changed();
    }

    public ILiveDisplay ShowLive(MimeBundle first)
    {
        var beside = _beside.ShowLive(first);
        lock (_lock)
        {
            return new Live(this, beside, _report.ShowLive(first));
        }
    }

    /// <summary>Writes what is not written yet.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        WriteIfChanged();
    }

    private static ReportFile? Of(string[] arguments, string? variable)
    {
        if (PathIn(arguments, variable) is not { } path)
        {
            return null;
        }

        // For a file-based app the name of the script, otherwise of the program.
        var program = AppContext.GetData("EntryPointFilePath") as string ?? arguments[0];
        var file = new ReportFile(path, Path.GetFileNameWithoutExtension(program), TerminalSink.Console);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => file.Dispose();
        return file;
    }

    private void Changed()
    {
        lock (_lock)
        {
            if (!_waiting)
            {
                _waiting = true;
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void WriteIfChanged()
    {
        lock (_lock)
        {
            if (!_waiting)
            {
                return;
            }

            _waiting = false;
            try
            {
                AtomicFile.Write(_path, _report.ToHtml());
            }
            catch (LabException error)
            {
                // The script goes on: what it measures matters more than its report.
                _beside.Show(Views.ToMimeBundle(error));
            }
        }
    }

    private sealed class Live(ReportFile file, ILiveDisplay beside, ILiveDisplay inReport) : ILiveDisplay
    {
        public void Update(MimeBundle bundle)
        {
            beside.Update(bundle);
            lock (file._lock)
            {
                inReport.Update(bundle);
            }

            file.Changed();
        }

        public void Dispose()
        {
            beside.Dispose();
            inReport.Dispose();
            file.Changed();
        }
    }
}
