namespace LabSdk.Kernel.Tests.Browser;

/// <summary>The whole way: kernel, Debian's classic Notebook with ipywidgets, Chromium.</summary>
public sealed class ClassicNotebookTests(NotebookServer server) : IClassFixture<NotebookServer>
{
    private const string Bench = """
        var lab = Lab.Simulate(new SimulatedDaemonOptions { StageSpeed = 25, FrameWidth = 64, FrameHeight = 64, DistinctFrames = 4 });
        var stage = lab.Motor("mock_stage");
        var power = lab.Detector("peak_detector");
        lab
        """;

    [Fact]
    public async Task Run_all_shows_a_table_and_a_plot_that_becomes_interactive_without_any_network()
    {
        var visit = await server.VisitAsync(
            "run-all",
            [Bench, "var scan = Scan(stage, 0, 10, steps: 5).Read(power).Run(\"First scan\");\nscan", "Lab.Notebook.UseInlinePlots();", "scan.Data.Plot()", "lab.Dispose();\n\"all done\""],
            new { Do = "run-all" },
            Wait("the end", Output(4, "all done")),
            Value("devices", "[...document.querySelectorAll('.cell:nth-child(1) table td:first-child')].filter(td => td.innerText === 'mock_stage').length"),
            Value("rows", "document.querySelectorAll('.cell:nth-child(2) .output_result table tbody tr').length"),
            Value("live", "document.querySelectorAll('.cell:nth-child(2) .output_subarea .lab-out').length"),
            Value("figures", "document.querySelectorAll('.lab-figure').length"),
            Wait("interactive plots", "document.querySelectorAll('.lab-figure').length > 1 && [...document.querySelectorAll('.lab-figure')].every(f => f.querySelector('.main-svg'))"),
            Value("titles", "[...document.querySelectorAll('.main-svg .xtitle')].map(t => t.textContent).join('; ')"));

        Assert.Equal(1, visit.Values["devices"].GetInt32());
        Assert.Equal(5, visit.Values["rows"].GetInt32());

        // The live view of the scan made room for the scan itself: a line and a card, one plot.
        Assert.Equal(2, visit.Values["live"].GetInt32());
        Assert.Equal(2, visit.Values["figures"].GetInt32());
        Assert.Contains("mock_stage (mm)", visit.Values["titles"].GetString(), StringComparison.Ordinal);
        Assert.Empty(visit.Foreign);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_slider_moves_the_motor_the_panel_follows_stop_stops_and_a_reloaded_page_has_it_again()
    {
        const string Panel = "document.querySelector('.cell:nth-child(2) .widget-area')";
        const string Position = "parseFloat(" + Panel + ".querySelector('.lab-lead').innerText)";
        var visit = await server.VisitAsync(
            "slider",
            [Bench, "stage.Panel()", "stage.Position", "stage.Position = 0;\n\"home\"", "lab.Dispose();"],
            Run(0), Run(1),
            Wait("the slider", Panel + ".querySelector('.ui-slider') !== null && /ready/.test(" + Panel + ".innerText)"),
            new { Do = "drag", selector = ".cell:nth-child(2) .widget-area", to = 0.75, name = "drag" },
            Wait("moving", "/moving/.test(" + Panel + ".innerText)"),
            Wait("on its way", Position + " > 5"),
            Value("underway", Position),
            new { Do = "click", selector = ".cell:nth-child(2) .widget-area button", text = "Stop" },
            Wait("stopped", "/ready/.test(" + Panel + ".innerText)"),
            Value("shown", Position),
            Run(2), Wait("the position", Output(2, "Out")),
            Value("read", "parseFloat(Jupyter.notebook.get_cell(2).output_area.element[0].innerText.replace(/^.*:/, ''))"),

            // The fallback card is in the output, but not in sight while the controls are.
            Value("cards", "[...document.querySelectorAll('.cell:nth-child(2) .lab-behind')].filter(e => e.offsetParent).length"),

            // Code moves the stage: the slider follows.
            Run(3), Wait("home", Output(3, "home")),
            Wait("the slider follows", "Math.abs(parseFloat(" + Panel + ".querySelector('.widget-readout').innerText)) < 0.3 && Math.abs(" + Position + ") < 0.01"),

            new { Do = "reload", name = "reload" },
            Wait("the slider again", Panel + " && " + Panel + ".querySelector('.ui-slider') !== null"),
            Run(4),
            Wait("the controls are gone", Panel + ".querySelector('.ui-slider') === null"));

        var shown = visit.Values["shown"].GetDouble();
        Assert.InRange(visit.Values["underway"].GetDouble(), 5, 49);
        Assert.InRange(shown, 5, 49);
        Assert.Equal(visit.Values["read"].GetDouble(), shown, 0.01);
        Assert.Equal(0, visit.Values["cards"].GetInt32());
        Assert.Empty(visit.Foreign);
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task A_running_scan_is_live_and_the_interrupt_ends_it_with_the_motor_stopped()
    {
        const string Points = "(document.querySelectorAll('.cell:nth-child(2) .widget-area svg.lab-svg path, .cell:nth-child(2) .widget-area svg.lab-svg circle, .cell:nth-child(2) .widget-area svg.lab-svg use').length + (document.querySelector('.cell:nth-child(2) .widget-area svg.lab-svg')?.outerHTML.length ?? 0))";
        var visit = await server.VisitAsync(
            "scan",
            [
                Bench,
                "Scan(stage, 0, 100, steps: 201).Read(power).Dwell(0.05).Run(\"Long scan\")",
                "var first = stage.Position; await Task.Delay(400); (first == stage.Position, lab.LastScan.PointsDone)",
                "Scan(stage, 0, 100, steps: 201).Read(power).Dwell(0.05).Run(\"Second scan\")",
                "lab.LastScan.Name + \" \" + (lab.LastScan.PointsDone > 0)", "lab.Dispose();",
            ],
            Run(0), Wait("the lab", Output(0, "mock_stage")), Run(1),
            Wait("the live plot", "document.querySelector('.cell:nth-child(2) .widget-area svg.lab-svg') !== null"),
            Value("before", Points),
            Wait("progress", "/([1-9]\\d|[6-9])\\/201 pts/.test(document.querySelector('.cell:nth-child(2) .widget-area').innerText)"),
            Value("after", Points),
            new { Do = "interrupt" },
            Wait("interrupted", "Jupyter.notebook.get_cell(1).input_prompt_number > 0 && /interrupted/i.test(Jupyter.notebook.get_cell(1).output_area.element[0].innerText) && Jupyter.notebook.get_cell(1).widgetarea.widget_views.length === 0"),
            Value("kept", "document.querySelectorAll('.cell:nth-child(2) .output_area svg.lab-svg').length"),
            Run(2), Wait("the position", Output(2, "Out")),
            Value("rest", "Jupyter.notebook.get_cell(2).output_area.element[0].innerText"),

            // The other way to stop a scan: its button.
            Run(3),
            Wait("the button", "document.querySelector('.cell:nth-child(4) .widget-area button') !== null && /[3-9]\\/201 pts/.test(document.querySelector('.cell:nth-child(4) .widget-area').innerText)"),
            new { Do = "click", selector = ".cell:nth-child(4) .widget-area button.jupyter-button", text = "Stop scan" },
            Wait("stopped", "Jupyter.notebook.get_cell(3).input_prompt_number > 0 && Jupyter.notebook.get_cell(3).widgetarea.widget_views.length === 0"),
            Run(4), Wait("kept", Output(4, "Second scan True")), Run(5));

        Assert.True(visit.Values["after"].GetInt32() > visit.Values["before"].GetInt32(), "the plot did not grow");
        Assert.Equal(1, visit.Values["kept"].GetInt32());
        Assert.Contains("True", visit.Values["rest"].GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(visit.Foreign);
        Assert.Empty(visit.Errors);
    }

    private static object Run(int cell) => new { Do = "run", cell, name = $"run cell {cell}" };

    private static object Wait(string name, string condition) => new { Do = "wait", js = condition, name };

    private static object Value(string name, string script) => new { Do = "eval", js = script, As = name };

    private static string Output(int cell, string text) => $"Jupyter.notebook.get_cell({cell}).output_area.element[0].innerText.includes('{text}')";
}
