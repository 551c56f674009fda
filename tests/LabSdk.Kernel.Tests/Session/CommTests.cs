using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Display.Comms;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Tests.Session;

public sealed class CommTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private TestFrontEnd _front = null!;

    public async Task InitializeAsync() => _front = await TestFrontEnd.StartAsync();

    public async Task DisposeAsync() => await _front.DisposeAsync();

    [Fact]
    public async Task Comm_of_a_cell_is_opened_talks_and_is_closed()
    {
        IComm comm = null!;
        _front.Engine.On("open", output =>
        {
            comm = ((ICommSink)output).OpenComm("jupyter.widget", new JsonObject { ["state"] = 1 }, new JsonObject { ["version"] = "2.1.0" });
            comm.Send(new JsonObject { ["method"] = "update" });
        });
        var (_, outputs) = await _front.RunAsync("open");
        var opened = outputs.Single(output => output.Type == "comm_open");
        Assert.Equal((comm.Id, "jupyter.widget", """{"state":1}""", """{"version":"2.1.0"}"""), (opened["comm_id"], opened["target_name"], opened["data"], opened.Metadata.GetRawText()));
        Assert.Equal("""{"method":"update"}""", outputs.Single(output => output.Type == "comm_msg")["data"]);

        await _front.SendAsync("shell", "comm_info_request", new JsonObject { ["target_name"] = "jupyter.widget" });
        Assert.Equal($$$"""{"{{{comm.Id}}}":{"target_name":"jupyter.widget"}}""", (await _front.ReplyAsync("shell"))["comms"]);
        await _front.SendAsync("shell", "comm_info_request", new JsonObject { ["target_name"] = "other" });
        Assert.Equal("{}", (await _front.ReplyAsync("shell"))["comms"]);

        comm.Dispose();
        comm.Dispose();
        comm.Send([]);
        Assert.True(comm.IsClosed);
        var closed = await NextAsync("comm_close");
        Assert.Equal(comm.Id, closed["comm_id"]);
        await _front.SendAsync("shell", "comm_info_request", []);
        Assert.Equal("{}", (await _front.ReplyAsync("shell"))["comms"]);
    }

    [Fact]
    public async Task Messages_reach_their_handler_in_order_beside_a_running_cell_and_show_in_the_opening_cell()
    {
        var go = new TaskCompletionSource();
        var values = new List<int>();
        IComm comm = null!;
        _front.Engine.On("open", output =>
        {
            comm = ((ICommSink)output).OpenComm("t", []);
            comm.Received += message =>
            {
                values.Add((int)message.Data["value"]!);
                DisplaySink.Current.Show(MimeBundle.FromText($"got {values[^1]}"));
            };
        });
        _front.Engine.Cells["long"] = async (_, _) =>
        {
            await go.Task;
            return new CellResult(CellStatus.Ok, default);
        };
        var cell = await _front.ExecuteAsync("open");
        await _front.OutputsAsync(cell);
        await _front.ExecuteAsync("long");
        var last = "";
        for (var i = 0; i < 20; i++)
        {
            last = await _front.SendAsync("shell", "comm_msg", new JsonObject { ["comm_id"] = comm.Id, ["data"] = new JsonObject { ["value"] = i } });
        }

        var shown = new List<Received>();
        for (var output = await _front.OutputAsync(); output.ParentId != last || output.Type != "status" || output["execution_state"] != "idle"; output = await _front.OutputAsync())
        {
            if (output.Type == "display_data")
            {
                shown.Add(output);
            }
        }

        Assert.Equal(Enumerable.Range(0, 20), values);
        Assert.Equal(20, shown.Count);
        Assert.All(shown, output => Assert.Equal(cell, output.ParentId));
        go.SetResult();
    }

    [Fact]
    public async Task Busy_handler_of_one_comm_does_not_hold_up_another()
    {
        var (go, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        IComm slow = null!, stop = null!;
        _front.Engine.On("open", output =>
        {
            slow = ((ICommSink)output).OpenComm("t", []);
            slow.Received += _ => Blocking.Run(_ => go.Task, new BlockingCall("Moving"));
            stop = ((ICommSink)output).OpenComm("t", []);
            stop.Received += _ => stopped.SetResult();
        });
        await _front.RunAsync("open");
        await _front.SendAsync("shell", "comm_msg", new JsonObject { ["comm_id"] = slow.Id, ["data"] = new JsonObject() });
        await _front.SendAsync("shell", "comm_msg", new JsonObject { ["comm_id"] = stop.Id, ["data"] = new JsonObject() });
        await stopped.Task.WaitAsync(Limit);
        go.SetResult();
    }

    [Fact]
    public async Task Interrupt_ends_the_blocking_call_of_a_handler()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource<Exception?>());
        IComm comm = null!;
        _front.Engine.On("open", output =>
        {
            comm = ((ICommSink)output).OpenComm("t", []);
            comm.Received += _ => ended.SetResult(Record.Exception(() => Blocking.Run(
                async token =>
                {
                    begun.SetResult();
                    await Task.Delay(Timeout.Infinite, token);
                },
                new BlockingCall("Moving"))));
        });
        await _front.RunAsync("open");
        await _front.SendAsync("shell", "comm_msg", new JsonObject { ["comm_id"] = comm.Id, ["data"] = new JsonObject() });
        await begun.Task.WaitAsync(Limit);
        await _front.SendAsync("control", "interrupt_request", []);
        Assert.IsType<LabInterruptedException>(await ended.Task.WaitAsync(Limit));
    }

    [Fact]
    public async Task Front_end_opens_a_registered_target_and_closes_it()
    {
        var closed = new TaskCompletionSource();
        _front.Engine.On("register", output => ((ICommSink)output).RegisterTarget("bench", (comm, message) =>
        {
            comm.Closed += closed.SetResult;
            comm.Send(new JsonObject { ["echo"] = message.Data["x"]!.DeepClone() });
        }));
        await _front.RunAsync("register");
        await _front.SendAsync("shell", "comm_open", new JsonObject { ["comm_id"] = "c1", ["target_name"] = "bench", ["data"] = new JsonObject { ["x"] = 5 } });
        Assert.Equal("""{"echo":5}""", (await NextAsync("comm_msg"))["data"]);
        await _front.SendAsync("shell", "comm_close", new JsonObject { ["comm_id"] = "c1", ["data"] = new JsonObject() });
        await closed.Task.WaitAsync(Limit);
    }

    [Theory]
    [InlineData("comm_open")]
    [InlineData("comm_msg")]
    public async Task Unknown_targets_and_ids_are_closed(string type)
    {
        await _front.SendAsync("shell", type, new JsonObject { ["comm_id"] = "c9", ["target_name"] = "nobody", ["data"] = new JsonObject() });
        Assert.Equal("c9", (await NextAsync("comm_close"))["comm_id"]);
    }

    [Fact]
    public async Task Failing_handler_is_told_in_the_cell_and_the_comm_goes_on()
    {
        IComm comm = null!;
        var calls = 0;
        _front.Engine.On("open", output =>
        {
            comm = ((ICommSink)output).OpenComm("slider", []);
            comm.Received += _ =>
            {
                calls++;
                throw new InvalidOperationException("on purpose");
            };
        });
        await _front.RunAsync("open");
        for (var i = 1; i <= 2; i++)
        {
            await _front.SendAsync("shell", "comm_msg", new JsonObject { ["comm_id"] = comm.Id, ["data"] = new JsonObject() });
            Assert.Equal("A handler of the control 'slider' failed: InvalidOperationException: on purpose\n", (await NextAsync("stream"))["text"]);
            Assert.Equal(i, calls);
        }
    }

    [Fact]
    public async Task All_comms_are_closed_at_the_end()
    {
        _front.Engine.On("open", output => ((ICommSink)output).OpenComm("t", [], id: "mine"));
        await _front.RunAsync("open");
        await _front.Kernel.DisposeAsync();
        Assert.Equal("mine", (await NextAsync("comm_close"))["comm_id"]);
    }

    private async Task<Received> NextAsync(string type)
    {
        while (true)
        {
            var output = await _front.OutputAsync();
            if (output.Type == type)
            {
                return output;
            }
        }
    }
}
