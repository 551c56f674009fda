using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Tests.Session;

/// <summary>The messaging protocol 5.4, over sockets, with an engine of delegates.</summary>
public sealed class KernelTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private TestFrontEnd _front = null!;

    public async Task InitializeAsync() => _front = await TestFrontEnd.StartAsync();

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task Kernel_info_says_csharp_and_protocol_5_4()
    {
        foreach (var channel in new[] { "shell", "control" })
        {
            var id = await _front.SendAsync(channel, "kernel_info_request", []);
            var reply = await _front.ReplyAsync(channel);
            Assert.Equal(("kernel_info_reply", id, "ok", "5.4", "labsdk"), (reply.Type, reply.ParentId, reply["status"], reply["protocol_version"], reply["implementation"]));
            var language = reply.Content.GetProperty("language_info");
            Assert.Equal(("C#", ".cs", "text/x-csharp", "csharp"), (
                language.GetProperty("name").GetString(), language.GetProperty("file_extension").GetString(),
                language.GetProperty("mimetype").GetString(), language.GetProperty("pygments_lexer").GetString()));
            Assert.Equal("5.4", reply.Header.GetProperty("version").GetString());
            Assert.EndsWith("Z", reply.Header.GetProperty("date").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cell_is_busy_input_outputs_idle_in_this_order_with_the_request_as_parent()
    {
        _front.Engine.Cells["x"] = (output, _) =>
        {
            output.Write(StandardStream.Output, "to ");
            output.Write(StandardStream.Output, "out\n");
            output.Write(StandardStream.Error, "to err\n");
            output.Show(MimeBundle.FromText("shown").With("application/json", """{"a":[1]}""").With("not a mime type", "x"));
            output.Clear(wait: true);
            output.ShowResult(MimeBundle.FromText("42").With(MimeTypes.Html, "<b>é€</b>").WithPng(() => new byte[] { 1, 2, 3 }));
            return Task.FromResult(new CellResult(CellStatus.Ok, default));
        };
        var id = await _front.ExecuteAsync("x");
        var all = new List<Received>();
        do
        {
            all.Add(await _front.OutputAsync());
        }
        while (all[^1].Type != "status" || all[^1]["execution_state"] != "idle");
        Assert.Equal(["status", "execute_input", "stream", "stream", "display_data", "clear_output", "execute_result", "status"], all.Select(output => output.Type));
        Assert.All(all, output => Assert.Equal(id, output.ParentId));
        Assert.All(all, output => Assert.EndsWith("." + output.Type, output.Topic, StringComparison.Ordinal));
        Assert.Equal("busy", all[0]["execution_state"]);
        Assert.Equal(("x", "1"), (all[1]["code"], all[1]["execution_count"]));
        Assert.Equal(("stdout", "to out\n"), (all[2]["name"], all[2]["text"]));
        Assert.Equal(("stderr", "to err\n"), (all[3]["name"], all[3]["text"]));
        Assert.Equal("""{"data":{"application/json":{"a":[1]},"text/plain":"shown"},"metadata":{},"transient":{}}""", all[4].Content.GetRawText());
        Assert.Equal("True", all[5]["wait"]);
        Assert.Equal("""{"data":{"text/html":"<b>é€</b>","image/png":"AQID","text/plain":"42"},"metadata":{},"execution_count":1}""", all[6].Content.GetRawText());
        var reply = await _front.ReplyAsync("shell");
        Assert.Equal(("execute_reply", id, """{"execution_count":1,"user_expressions":{},"status":"ok","payload":[]}"""), (reply.Type, reply.ParentId, reply.Content.GetRawText()));
    }

    [Fact]
    public async Task Failed_cell_is_one_error_message_and_an_error_reply()
    {
        var (reply, outputs) = await _front.RunAsync("nonsense");
        Assert.Equal(["execute_input", "error"], outputs.Select(output => output.Type));
        Assert.Equal(("CompilationError", "unknown: nonsense", """["^ here"]"""), (outputs[1]["ename"], outputs[1]["evalue"], outputs[1]["traceback"]));
        Assert.Equal(("error", "CompilationError", "1"), (reply["status"], reply["ename"], reply["execution_count"]));
    }

    [Fact]
    public async Task Silent_cell_publishes_status_only_and_is_not_counted()
    {
        _front.Engine.On("x", output =>
        {
            output.Write(StandardStream.Output, "unseen");
            output.ShowResult(MimeBundle.FromText("unseen"));
        });
        var id = await _front.ExecuteAsync("x", silent: true);
        Assert.Empty(await _front.OutputsAsync(id));
        Assert.Equal("0", (await _front.ReplyAsync("shell"))["execution_count"]);
        id = await _front.ExecuteAsync("nonsense", silent: true);
        Assert.Empty(await _front.OutputsAsync(id));
        Assert.Equal("error", (await _front.ReplyAsync("shell"))["status"]);
        _front.Engine.On("y", _ => { });
        Assert.Equal("1", (await _front.RunAsync("y")).Reply["execution_count"]);
        await _front.ExecuteAsync("y", store: false);
        Assert.Equal("1", (await _front.ReplyAsync("shell"))["execution_count"]);
    }

    [Fact]
    public async Task Error_aborts_the_cells_that_wait_unless_told_otherwise()
    {
        var go = new TaskCompletionSource();
        _front.Engine.Cells["fail"] = async (_, _) =>
        {
            await go.Task;
            return new CellResult(CellStatus.Error, default, new CellError("Exception", "on purpose", []));
        };
        _front.Engine.On("ok", _ => { });
        await _front.ExecuteAsync("fail");
        var second = await _front.ExecuteAsync("ok");
        await _front.ExecuteAsync("ok");
        await SettleShellAsync();
        go.SetResult();
        Assert.Equal("Exception", (await _front.ReplyAsync("shell"))["ename"]);
        Assert.Equal("ExecutionAborted", (await _front.ReplyAsync("shell"))["ename"]);
        Assert.Equal("ExecutionAborted", (await _front.ReplyAsync("shell"))["ename"]);
        Assert.Empty(await _front.OutputsAsync(second));
        Assert.Equal("2", (await _front.RunAsync("ok")).Reply["execution_count"]);

        go = new TaskCompletionSource();
        await _front.ExecuteAsync("fail", stopOnError: false);
        await _front.ExecuteAsync("ok");
        await SettleShellAsync();
        go.SetResult();
        Assert.Equal("error", (await _front.ReplyAsync("shell"))["status"]);
        Assert.Equal("ok", (await _front.ReplyAsync("shell"))["status"]);
    }

    [Fact]
    public async Task Questions_are_answered_while_a_cell_runs()
    {
        var go = new TaskCompletionSource();
        _front.Engine.Cells["long"] = async (_, _) =>
        {
            await go.Task;
            return new CellResult(CellStatus.Ok, default);
        };
        await _front.ExecuteAsync("long");
        foreach (var (type, content) in new (string, JsonObject)[]
        {
            ("complete_request", new() { ["code"] = "abc", ["cursor_pos"] = 3 }), ("inspect_request", new() { ["code"] = "abc", ["cursor_pos"] = 3 }),
            ("is_complete_request", new() { ["code"] = "a" }), ("history_request", new() { ["hist_access_type"] = "tail", ["n"] = 3 }),
            ("comm_info_request", []), ("kernel_info_request", []),
        })
        {
            await _front.SendAsync("shell", type, content);
            Assert.Equal((type.Replace("request", "reply", StringComparison.Ordinal), "ok"), await TypeAndStatusAsync());
        }

        go.SetResult();
        Assert.Equal(("execute_reply", "ok"), await TypeAndStatusAsync());

        async Task<(string, string?)> TypeAndStatusAsync()
        {
            var reply = await _front.ReplyAsync("shell");
            return (reply.Type, reply.Type == "is_complete_reply" ? "ok" : reply["status"]);
        }
    }

    [Fact]
    public async Task Positions_count_code_points()
    {
        // Two emoji before the word: 4 UTF-16 units, 2 code points.
        await _front.SendAsync("shell", "complete_request", new JsonObject { ["code"] = "😀😀Mo", ["cursor_pos"] = 4 });
        var reply = await _front.ReplyAsync("shell");
        Assert.Equal(("2", "4", """["Motor"]"""), (reply["cursor_start"], reply["cursor_end"], reply["matches"]));
        var type = reply.Content.GetProperty("metadata").GetProperty("_jupyter_types_experimental")[0];
        Assert.Equal("""{"text":"Motor","type":"method","signature":"(string id)","start":2,"end":4}""", type.GetRawText());
        await _front.SendAsync("shell", "inspect_request", new JsonObject { ["code"] = "😀😀Mo", ["cursor_pos"] = 3, ["detail_level"] = 1 });
        Assert.Equal("""{"text/plain":"5 True"}""", (await _front.ReplyAsync("shell"))["data"]);
    }

    [Theory]
    [InlineData("", """{"status":"complete"}""")]
    [InlineData("a", """{"status":"incomplete","indent":"    "}""")]
    [InlineData("ab", """{"status":"invalid"}""")]
    public async Task Completeness_has_an_indent_only_when_incomplete(string code, string expected)
    {
        await _front.SendAsync("shell", "is_complete_request", new JsonObject { ["code"] = code });
        Assert.Equal(expected, (await _front.ReplyAsync("shell")).Content.GetRawText());
    }

    [Fact]
    public async Task User_expressions_are_evaluated_one_by_one()
    {
        _front.Engine.On("x", _ => { });
        _front.Engine.Cells["good"] = (output, _) =>
        {
            output.ShowResult(MimeBundle.FromText("7"));
            return Task.FromResult(new CellResult(CellStatus.Ok, default, Value: 7));
        };
        await _front.ExecuteAsync("x", expressions: new JsonObject { ["a"] = "good", ["b"] = "bad" });
        var values = (await _front.ReplyAsync("shell")).Content.GetProperty("user_expressions");
        Assert.Equal("""{"status":"ok","data":{"text/plain":"7"},"metadata":{}}""", values.GetProperty("a").GetRawText());
        Assert.Equal("CompilationError", values.GetProperty("b").GetProperty("ename").GetString());
    }

    [Fact]
    public async Task Interrupt_ends_the_cell_and_is_answered_after_it()
    {
        var started = new TaskCompletionSource();
        _front.Engine.Cells["long"] = async (_, interrupted) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, interrupted);
            return null!;
        };
        var id = await _front.ExecuteAsync("long");
        await started.Task.WaitAsync(Limit);
        await _front.SendAsync("control", "interrupt_request", []);
        Assert.Equal("KeyboardInterrupt", (await _front.ReplyAsync("shell"))["ename"]);
        Assert.Equal("ok", (await _front.ReplyAsync("control"))["status"]);
        Assert.Equal("error", (await _front.OutputsAsync(id))[^1].Type);
        await _front.SendAsync("control", "interrupt_request", []);
        Assert.Equal("ok", (await _front.ReplyAsync("control"))["status"]);
    }

    [Fact]
    public async Task Input_is_asked_of_the_front_end_that_runs_the_cell()
    {
        _front.Engine.Cells["ask"] = (output, _) => Task.Run(() =>
        {
            output.Write(StandardStream.Output, "before");
            output.Write(StandardStream.Output, output.ReadLine("name? ", isPassword: true));
            return new CellResult(CellStatus.Ok, default);
        });
        var id = await _front.ExecuteAsync("ask", stdin: true);
        var question = await _front.ReplyAsync("stdin");
        Assert.Equal(("input_request", id, "name? ", "True"), (question.Type, question.ParentId, question["prompt"], question["password"]));
        await _front.SendAsync("stdin", "input_reply", new JsonObject { ["value"] = "Ada" });
        Assert.Equal("ok", (await _front.ReplyAsync("shell"))["status"]);
        Assert.Equal(["before", "Ada"], (await _front.OutputsAsync(id)).Where(output => output.Type == "stream").Select(output => output["text"]));
    }

    [Fact]
    public async Task Input_fails_at_once_where_nobody_can_be_asked()
    {
        _front.Engine.Cells["ask"] = (output, _) => Task.FromResult(new CellResult(
            CellStatus.Ok, default, new CellError("E", Assert.Throws<NotSupportedException>(() => output.ReadLine("?", false)).Message, [])));
        await _front.ExecuteAsync("ask", stdin: false);
        Assert.Contains("cannot ask", (await _front.ReplyAsync("shell"))["evalue"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Late_output_belongs_to_its_cell()
    {
        ICellOutput first = null!;
        _front.Engine.On("one", output => first = output);
        _front.Engine.On("two", _ => { });
        var id = await _front.ExecuteAsync("one");
        await _front.OutputsAsync(id);
        await _front.RunAsync("two");
        first.Write(StandardStream.Output, "late");
        var late = await _front.OutputAsync();
        Assert.Equal(("stream", id, "late"), (late.Type, late.ParentId, late["text"]));
    }

    [Fact]
    public async Task Cell_waits_for_the_engine_and_kernel_info_does_not()
    {
        var ready = new TaskCompletionSource();
        await using var front = await TestFrontEnd.StartAsync(engineReady: ready.Task);
        front.Engine.On("x", _ => { });
        await front.ExecuteAsync("x");
        await front.SendAsync("shell", "kernel_info_request", []);
        Assert.Equal("kernel_info_reply", (await front.ReplyAsync("shell")).Type);
        ready.SetResult();
        Assert.Equal("execute_reply", (await front.ReplyAsync("shell")).Type);
    }

    [Fact]
    public async Task Engine_that_does_not_start_is_an_error_of_the_cell()
    {
        await using var front = await TestFrontEnd.StartAsync(engineReady: Task.FromException(new InvalidOperationException("no compiler")));
        var (reply, outputs) = await front.RunAsync("x");
        Assert.Equal("no compiler", reply["evalue"]);
        Assert.Equal("error", outputs[^1].Type);
    }

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public async Task Shutdown_is_answered_then_idle_then_the_end(string channel)
    {
        var id = await _front.SendAsync(channel, "shutdown_request", new JsonObject { ["restart"] = true });
        var reply = await _front.ReplyAsync(channel);
        Assert.Equal(("shutdown_reply", "ok", "True"), (reply.Type, reply["status"], reply["restart"]));
        Assert.True(await _front.Kernel.Ended.WaitAsync(Limit));
        await _front.Kernel.DisposeAsync();
        Assert.Empty(await _front.OutputsAsync(id));
        Assert.True(_front.Engine.IsDisposed);
    }

    [Fact]
    public async Task Unknown_requests_are_ignored_between_busy_and_idle()
    {
        var id = await _front.SendAsync("shell", "debug_request", []);
        Assert.Empty(await _front.OutputsAsync(id));
        await _front.SendAsync("shell", "kernel_info_request", []);
        Assert.Equal("kernel_info_reply", (await _front.ReplyAsync("shell")).Type);
    }

    [Fact]
    public async Task Request_with_a_content_of_another_shape_is_an_error_reply()
    {
        await _front.SendAsync("shell", "execute_request", new JsonObject { ["code"] = 5 });
        Assert.Equal(("error", "ProtocolException"), await StatusAsync());

        async Task<(string?, string?)> StatusAsync()
        {
            var reply = await _front.ReplyAsync("shell");
            return (reply["status"], reply["ename"]);
        }
    }

    [Fact]
    public async Task Junk_unsigned_and_replayed_messages_are_left_out_and_the_kernel_goes_on()
    {
        await _front.Shell.SendAsync("junk"u8.ToArray());
        var (_, frames) = _front.Encode("kernel_info_request", []);
        var unsigned = frames.ToArray();
        unsigned[1] = Array.Empty<byte>();
        await _front.Shell.SendAsync(unsigned);
        await _front.Shell.SendAsync(frames);
        await _front.Shell.SendAsync(frames);
        await _front.SendAsync("shell", "comm_info_request", []);
        var replies = new[] { (await _front.ReplyAsync("shell")).Type, (await _front.ReplyAsync("shell")).Type };
        Assert.Equal(["comm_info_reply", "kernel_info_reply"], replies.Order());
        lock (_front.Log)
        {
            Assert.Equal(["LAB-KERN-0002", "LAB-KERN-0003", "LAB-KERN-0004"], _front.Log.Select(line => line.Split(':')[0]).Order());
        }
    }

    /// <summary>An answer to a later question says that the earlier messages are in the queue.</summary>
    private async Task SettleShellAsync()
    {
        await _front.SendAsync("shell", "kernel_info_request", []);
        Assert.Equal("kernel_info_reply", (await _front.ReplyAsync("shell")).Type);
    }
}
