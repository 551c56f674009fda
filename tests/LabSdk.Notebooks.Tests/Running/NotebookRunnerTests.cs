using System.Text.Json.Nodes;
using LabSdk.Display;

namespace LabSdk.Notebooks.Tests.Running;

/// <summary>Notebooks run with the real engine.</summary>
public class NotebookRunnerTests
{
    [Fact]
    public async Task Outputs_are_stored_as_Jupyter_stores_them()
    {
        var run = await RunAsync(
            [
                NotebookCell.Markdown("# Title"),
                NotebookCell.Code("var x = 2;\nConsole.Write(\"a\"); Console.Write(\"b\\n\"); Console.Error.Write(\"e\"); Console.Write(\"c\");\nx * 21"),
                NotebookCell.Code("x"),
                NotebookCell.Code("  \n"),
            ]);
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Collection(
            run.Document.Cells[1].Outputs,
            output => Assert.Equal(new StreamOutput("stdout", "ab\n"), output),
            output => Assert.Equal(new StreamOutput("stderr", "e"), output),
            output => Assert.Equal(new StreamOutput("stdout", "c"), output),
            output => Assert.Equal(("42", true, 1), Result(output)));
        Assert.Equal(("2", true, 2), Result(Assert.Single(run.Document.Cells[2].Outputs)));
        Assert.Equal([null, 1, 2, null], run.Document.Cells.Select(cell => cell.ExecutionCount));
    }

    [Fact]
    public async Task First_error_ends_the_run_and_old_outputs_are_gone()
    {
        var old = NotebookCell.Code("1") with { ExecutionCount = 9, Outputs = [new StreamOutput("stdout", "old")] };
        var run = await RunAsync([NotebookCell.Code("Console.Write(\"before\");\nthrow new InvalidOperationException(\"no\");"), old]);
        Assert.Equal(RunStatus.Error, run.Status);
        Assert.Collection(
            run.Document.Cells[0].Outputs,
            output => Assert.Equal(new StreamOutput("stdout", "before"), output),
            output => Assert.Equal(("InvalidOperationException", "no"), (((ErrorOutput)output).Name, ((ErrorOutput)output).Message)));
        Assert.Empty(run.Document.Cells[1].Outputs);
        Assert.Null(run.Document.Cells[1].ExecutionCount);
        Assert.Single(run.Cells);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Errors_that_are_allowed_do_not_end_the_run(bool byOption, bool byTag)
    {
        var failing = NotebookCell.Code("int.Parse(\"x\");");
        var run = await RunAsync([byTag ? failing.WithTags("raises-exception") : failing, NotebookCell.Code("7")], new RunOptions { AllowErrors = byOption });
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Equal([RunStatus.Error, RunStatus.Ok], run.Cells.Select(cell => cell.Status));
        Assert.Equal(("7", true, 2), Result(Assert.Single(run.Document.Cells[1].Outputs)));
    }

    [Fact]
    public async Task Updates_replace_and_clearing_clears()
    {
        var run = await RunAsync(
            [
                NotebookCell.Code("""
                    using LabSdk.Display;
                    var sink = (INotebookSink)DisplaySink.Current;
                    Console.Write("gone");
                    sink.Clear(wait: true);
                    Console.Write("kept");
                    var live = sink.ShowLive(MimeBundle.FromText("first"));
                    Console.Write("after");
                    live.Update(MimeBundle.FromText("second"));
                    """),
                NotebookCell.Code("live.Update(MimeBundle.FromText(\"third\")); sink.Clear(wait: true);"),
            ],
            references: [typeof(MimeBundle).Assembly]);
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Collection(
            run.Document.Cells[0].Outputs,
            output => Assert.Equal(new StreamOutput("stdout", "kept"), output),
            output => Assert.Equal(("third", false, 0), Result(output)),
            output => Assert.Equal(new StreamOutput("stdout", "after"), output));
        Assert.Empty(run.Document.Cells[1].Outputs);
    }

    [Fact]
    public async Task Cell_that_takes_too_long_is_stopped_and_named()
    {
        var run = await RunAsync([NotebookCell.Code("Console.Write(\"in\"); while (true) { }"), NotebookCell.Code("1")], new RunOptions { CellTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(RunStatus.TimedOut, run.Status);
        Assert.Collection(
            run.Document.Cells[0].Outputs,
            output => Assert.Equal(new StreamOutput("stdout", "in"), output),
            output => Assert.Equal(("CellTimeoutError", "The cell did not end within 1 s and was stopped."), (((ErrorOutput)output).Name, ((ErrorOutput)output).Message)));
        Assert.Single(run.Cells);
    }

    [Fact]
    public async Task Interrupt_ends_the_run_with_the_outputs_so_far()
    {
        using var interrupt = new CancellationTokenSource();
        var run = await RunAsync([NotebookCell.Code("1"), NotebookCell.Code("await Task.Delay(60_000);")], progress: new OnStart(2, interrupt.Cancel), cancellationToken: interrupt.Token);
        Assert.Equal(RunStatus.Interrupted, run.Status);
        Assert.Equal(("1", true, 1), Result(Assert.Single(run.Document.Cells[0].Outputs)));
        Assert.IsType<ErrorOutput>(Assert.Single(run.Document.Cells[1].Outputs));
    }

    [Fact]
    public async Task Other_languages_are_skipped_and_told_and_texts_are_shown()
    {
        var kept = NotebookCell.Code("let y = 1", "fsharp") with { Outputs = [new StreamOutput("stdout", "from elsewhere")] };
        var run = await RunAsync([kept, NotebookCell.Code("<b>x</b>", "html"), NotebookCell.Code("#!md\n# T", "markdown"), NotebookCell.Code("1").WithTags("skip-execution"), NotebookCell.Code("#!csharp\n5")]);
        Assert.Equal([RunStatus.Skipped, RunStatus.Ok, RunStatus.Ok, RunStatus.Skipped, RunStatus.Ok], run.Cells.Select(cell => cell.Status));
        Assert.Equal("skipped: its language is fsharp, not C#", run.Cells[0].Note);
        Assert.Equal(new StreamOutput("stdout", "from elsewhere"), Assert.Single(run.Document.Cells[0].Outputs));
        Assert.Equal("<b>x</b>", ((DataOutput)run.Document.Cells[1].Outputs[0]).Text("text/html"));
        Assert.Equal("# T", ((DataOutput)run.Document.Cells[2].Outputs[0]).Text("text/markdown"));
        Assert.Equal(("5", true, 1), Result(run.Document.Cells[4].Outputs[0]));
    }

    [Fact]
    public async Task Deterministic_runs_are_equal_to_the_byte()
    {
        NotebookCell[] cells =
        [
            NotebookCell.Code("using LabSdk.Display;\nnew Card(\"one\") { Body = [new TextBlock(\"text\")] }"),
            NotebookCell.Code("new Figure(\"f\").Line(new double[] { 1, 2 }, new double[] { 3, 4 })"),
        ];
        var options = new RunOptions { IsDeterministic = true };
        var first = await RunAsync(cells, options, references: [typeof(MimeBundle).Assembly]);
        var second = await RunAsync(cells, options, references: [typeof(MimeBundle).Assembly]);
        Assert.True(first.Status == RunStatus.Ok, string.Join('\n', first.Cells.SelectMany(cell => cell.Error?.Traceback ?? [])));
        var text = IpynbWriter.Write(first.Document);
        Assert.Equal(text, IpynbWriter.Write(second.Document));
        Assert.Contains("lab-000000000001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("iopub", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_stored_otherwise()
    {
        var run = await RunAsync([NotebookCell.Code("1")]);
        var times = Assert.IsType<JsonObject>(run.Document.Cells[0].Metadata["execution"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", (string?)times["iopub.execute_input"]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", (string?)times["shell.execute_reply"]);
    }

    [Fact]
    public async Task Input_cannot_be_asked_for()
    {
        var run = await RunAsync([NotebookCell.Code("using LabSdk.Display;\n((INotebookSink)DisplaySink.Current).ReadLine(\"?\", false)")], references: [typeof(MimeBundle).Assembly]);
        Assert.Contains("headless run", Assert.IsType<ErrorOutput>(Assert.Single(run.Document.Cells[0].Outputs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_sees_its_arguments()
    {
        var run = await RunAsync([NotebookCell.Code("args.Length + Args[1]")], new RunOptions { Arguments = ["a\"\\", "b\n"] });
        Assert.Equal(("2b", true, 1), Result(Assert.Single(run.Document.Cells[0].Outputs)));
    }

    [Fact]
    public async Task Late_output_belongs_to_its_cell()
    {
        var run = await RunAsync([NotebookCell.Code("var go = new TaskCompletionSource();\nvar late = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });"), NotebookCell.Code("go.SetResult(); await late;")]);
        Assert.Equal(new StreamOutput("stdout", "late"), Assert.Single(run.Document.Cells[0].Outputs));
        Assert.Empty(run.Document.Cells[1].Outputs);
    }

    private static (string? Text, bool IsResult, int Count) Result(NotebookOutput output)
    {
        var data = Assert.IsType<DataOutput>(output);
        return (data.Text("text/plain"), data.IsResult, data.ExecutionCount ?? 0);
    }

    private static async Task<NotebookRun> RunAsync(
        NotebookCell[] cells, RunOptions? options = null, IReadOnlyList<System.Reflection.Assembly>? references = null, IRunProgress? progress = null, CancellationToken cancellationToken = default)
    {
        await using var engine = new ScriptEngine(new ScriptEngineOptions { References = references ?? [] });
        return await new NotebookRunner(engine, options).RunAsync(new NotebookDocument { Cells = cells }, progress, cancellationToken);
    }

    private sealed class OnStart(int number, Action then) : IRunProgress
    {
        public void Started(int started, int count, string title)
        {
            if (started == number)
            {
                then();
            }
        }

        public ValueTask EndedAsync(CellRun cell, int count, Func<NotebookDocument> document, CancellationToken cancellationToken) => default;
    }
}
