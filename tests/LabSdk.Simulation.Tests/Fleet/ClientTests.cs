using System.Net;
using System.Net.Sockets;
using LabSdk.Fleet;

namespace LabSdk.Simulation.Tests.Fleet;

/// <summary>The client against the simulated gateway: what the reference's recordings do not cover.</summary>
public sealed class ClientTests : IAsyncDisposable
{
    private static readonly FleetDevice Button = new(FleetModule.Example, 0, "left_button", "button1");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SimulatedGateway _gateway = SimulatedGateway.Start();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Frame_is_one_write_without_delay()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var connecting = FleetClient.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Button);
        using var peer = await listener.AcceptSocketAsync();
        var first = new byte[1024];
        var count = await peer.ReceiveAsync(first);
        Assert.Equal(count, 4 + BitConverter.ToInt32(first));
        await peer.SendAsync(Convert.FromHexString("020000000a00"));
        await using var client = await connecting;
        var sending = client.SendStatusAsync(new byte[500]);
        count = await peer.ReceiveAsync(first);
        Assert.Equal(count, 4 + BitConverter.ToInt32(first));
        await peer.SendAsync(Convert.FromHexString("020000001200"));
        Assert.True((await sending).Data.IsEmpty);
    }

    [Fact]
    public async Task Connection_that_the_gateway_closes_while_idle_is_noticed_and_made_anew()
    {
        await using var client = await ConnectAsync();
        var states = new List<FleetState>();
        client.StateChanged += state => { lock (states) { states.Add(state); } };
        await client.SendStatusAsync(ExampleStatus.Pressed);
        _gateway.CloseConnections();
        await UntilAsync(() => !client.IsConnected);
        Assert.Equal(FleetState.Disconnected, client.State);
        Assert.Equal(1, client.Statistics.IdleCloses);
        await client.SendStatusAsync(ExampleStatus.Released);
        Assert.True(client.IsConnected);
        Assert.Equal((1, 0), (client.Statistics.Reconnects, client.Statistics.PossibleDuplicates));
        await UntilAsync(() => { lock (states) { return states.Count == 3; } });
        Assert.Equal([FleetState.Disconnected, FleetState.Reconnecting, FleetState.Connected], states);
    }

    [Fact]
    public async Task Client_is_usable_after_any_failure()
    {
        await using var client = await ConnectAsync(new FleetOptions { AlreadyConnectedGrace = TimeSpan.FromSeconds(10) });
        _gateway.Stop();
        var refused = await Assert.ThrowsAsync<FleetConnectionRefusedException>(() => client.SendStatusAsync(ExampleStatus.Pressed));
        Assert.Equal(FleetErrorCode.UnableToConnect, refused.Code);
        Assert.NotNull(refused.InnerException);
        await Assert.ThrowsAsync<FleetConnectionRefusedException>(() => client.SendStatusAsync(ExampleStatus.Pressed));
        _gateway.Restart();
        Assert.Equal("{\"lit_up\": false}", (await client.SendStatusAsync(ExampleStatus.Pressed)).Text);
        _gateway.Faults.OnStatus(GatewayFault.DropAnswer, 2);
        var late = await Assert.ThrowsAsync<FleetTimeoutException>(() => client.SendStatusAsync(ExampleStatus.Pressed, TimeSpan.FromSeconds(0.4)));
        Assert.Equal((2, FleetErrorCode.TimeoutOccurred), (late.Attempts.Count, late.Code));
        await client.SendStatusAsync(ExampleStatus.Pressed);
        _gateway.Faults.OnStatus(GatewayFault.Garbage);
        Assert.Equal(FleetErrorCode.CommandIncorrect, (await Assert.ThrowsAsync<FleetProtocolErrorException>(() => client.SendStatusAsync(ExampleStatus.Pressed))).Code);
        Assert.True(client.IsConnected);
        await client.SendStatusAsync(ExampleStatus.Pressed);
    }

    [Fact]
    public async Task Cancelled_status_leaves_no_answer_for_the_next()
    {
        await using var client = await ConnectAsync(new FleetOptions { AlreadyConnectedGrace = TimeSpan.FromSeconds(5) });
        _gateway.Faults.OnStatus(GatewayFault.Delay(TimeSpan.FromMilliseconds(300)));
        using var cancel = new CancellationTokenSource();
        var sending = client.SendStatusAsync(ExampleStatus.Pressed, cancellationToken: cancel.Token);
        await UntilAsync(() => _gateway.Faults.Waiting == 0);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal("{\"lit_up\": true}", (await client.SendStatusAsync(ExampleStatus.Released)).Text);
        Assert.Equal(0, client.Statistics.Unsolicited);
    }

    [Fact]
    public async Task Destroying_ends_a_waiting_status_and_those_behind_it()
    {
        var client = await ConnectAsync();
        await client.SendStatusAsync(ExampleStatus.Pressed);
        _gateway.Faults.OnStatus(GatewayFault.DropAnswer);
        var sending = client.SendStatusAsync(ExampleStatus.Pressed);
        var behind = client.SendStatusAsync(ExampleStatus.Pressed);
        await UntilAsync(() => _gateway.Faults.Waiting == 0);
        client.Destroy();
        Assert.Equal(FleetErrorCode.ContextIncorrect, (await Assert.ThrowsAsync<FleetClientDestroyedException>(() => sending)).Code);
        await Assert.ThrowsAsync<FleetClientDestroyedException>(() => behind);
        Assert.Throws<FleetClientDestroyedException>(() => client.GetCommand());
        Assert.NotNull(client.LastCommand);
        await UntilAsync(() => _gateway.OpenConnections == 0);
    }

    [Fact]
    public async Task Statuses_of_many_callers_go_one_after_the_other()
    {
        await using var client = await FleetClient.ConnectAsync("127.0.0.1", _gateway.Port, new FleetDevice(FleetModule.Example, 0, "r"), new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20) });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var command = await client.SendStatusAsync(i % 2 == 0 ? ExampleStatus.Pressed : ExampleStatus.Released);
            Assert.Equal(i % 2 == 0 ? "{\"lit_up\": false}" : "{\"lit_up\": true}", command.Text);
        }));
        Assert.Equal(200, client.Statistics.Statuses);
    }

    [Fact]
    public async Task Identity_that_is_not_free_yet_is_waited_for()
    {
        await using var slow = SimulatedGateway.Start(new SimulatedGatewayOptions { RemovalDelay = TimeSpan.FromMilliseconds(300) });
        await using var client = await FleetClient.ConnectAsync("127.0.0.1", slow.Port, Button, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20), AlreadyConnectedGrace = TimeSpan.FromSeconds(10) });
        await client.SendStatusAsync(ExampleStatus.Pressed);
        slow.CloseConnections();
        await client.SendStatusAsync(ExampleStatus.Pressed);
        Assert.True(client.Statistics.PriorityConflicts > 0);
        await using var hasty = await FleetClient.ConnectAsync("127.0.0.1", slow.Port, new FleetDevice(FleetModule.Example, 0, "other"), new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20) });
        slow.CloseConnections();
        var error = await Assert.ThrowsAsync<FleetAlreadyConnectedException>(() => hasty.SendStatusAsync(ExampleStatus.Pressed));
        Assert.Equal((FleetResponseType.AlreadyConnected, FleetErrorCode.DeviceAlreadyConnected, true), (error.ResponseType, error.Code, error.IsTransient));
    }

    [Fact]
    public async Task Last_status_is_repeated_to_keep_the_connection_alive()
    {
        await using var client = await ConnectAsync(new FleetOptions { KeepAlive = TimeSpan.FromMilliseconds(60) });
        await client.SendStatusAsync(ExampleStatus.Pressed);
        await UntilAsync(() => client.Statistics.KeepAlives >= 2);
        _gateway.Restart();
        await UntilAsync(() => client.Statistics.Reconnects == 1);
        Assert.Contains(client.History, each => each.IsKeepAlive);
        Assert.Equal(0, client.Statistics.FailedStatuses);
    }

    [Fact]
    public async Task Answers_for_another_device_are_taken_and_told()
    {
        await using var client = await ConnectAsync();
        var warned = new TaskCompletionSource<FleetWarning>();
        client.Warning += warning => warned.TrySetResult(warning);
        _gateway.Faults.OnStatus(GatewayFault.WrongDevice(new FleetDevice(2, 1, "else")));
        Assert.Equal("{\"lit_up\": false}", (await client.SendStatusAsync(ExampleStatus.Pressed)).Text);
        Assert.Equal(FleetWarningKind.Device, (await warned.Task.WaitAsync(Patience)).Kind);
        Assert.Equal(1, client.Statistics.DeviceDiffers);
    }

    [Fact]
    public async Task Commands_that_come_unasked_are_events_and_a_queue_that_counts_what_it_drops()
    {
        await using var gateway = SimulatedGateway.Start(new SimulatedGatewayOptions { TransparentIsPushOnly = true });
        var device = new FleetDevice(FleetModule.Transparent, 5, "rig");
        await using var client = await FleetClient.ConnectAsync("127.0.0.1", gateway.Port, device, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20), CommandQueue = 2 });
        await client.SendStatusAsync("s");
        for (var i = 1; i <= 4; i++)
        {
            gateway.QueueCommand(device, new byte[] { (byte)i });
        }

        await UntilAsync(() => client.Statistics.Unsolicited == 4);
        Assert.Equal((2, 4), (client.Statistics.Overflow, client.Statistics.Unsolicited));
        Assert.True(client.TryTakeCommand(out var third));
        Assert.Equal((3, true), (third.Data.Span[0], third.IsUnsolicited));
        Assert.True(client.TryTakeCommand(out _));
        Assert.False(client.TryTakeCommand(out _));
        var raised = new TaskCompletionSource<FleetCommand>();
        client.CommandReceived += _ => throw new InvalidOperationException("a handler of the application");
        client.CommandReceived += raised.SetResult;
        gateway.QueueCommand(device, new byte[] { 9 });
        Assert.Equal(9, (await raised.Task.WaitAsync(Patience)).Data.Span[0]);
        await UntilAsync(() => client.Statistics.CallbackErrors == 1);
        await foreach (var command in client.ReadCommandsAsync())
        {
            Assert.Equal(9, command.Data.Span[0]);
            break;
        }

        Assert.True(client.GetCommand().Data.IsEmpty);
    }

    [Fact]
    public async Task Connects_are_tried_as_often_as_asked_and_each_try_is_told()
    {
        await _gateway.DisposeAsync();
        var error = await Assert.ThrowsAsync<FleetConnectionRefusedException>(() => ConnectAsync(new FleetOptions { ConnectAttempts = 3, ReconnectDelay = TimeSpan.FromMilliseconds(5) }));
        Assert.Equal(3, error.Attempts.Count);
        Assert.Contains("127.0.0.1:", error.Message);
        Assert.Contains("left_button", error.Message);
        Assert.Contains("attempt 3 of 3", error.Message);
    }

    [Fact]
    public async Task Client_that_is_to_end_on_failure_ends_as_the_reference()
    {
        await using var client = await ConnectAsync(new FleetOptions { EndsOnFailure = true });
        _gateway.Stop();
        await Assert.ThrowsAsync<FleetConnectionRefusedException>(() => client.SendStatusAsync(ExampleStatus.Pressed));
        var ended = await Assert.ThrowsAsync<FleetClientDestroyedException>(() => client.SendStatusAsync(ExampleStatus.Pressed));
        Assert.IsType<FleetConnectionRefusedException>(ended.InnerException);
    }

    [Fact]
    public async Task Loop_counts_what_was_answered_until_it_is_cancelled()
    {
        await using var client = await ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var commands = 0;
        var count = await client.RunAsync(TimeSpan.Zero, () => ExampleStatus.Pressed, _ =>
        {
            if (++commands == 20)
            {
                cancel.Cancel();
            }
        }, cancellationToken: cancel.Token);
        Assert.Equal(20, count);
        await client.SendJsonAsync(new { pressed = false });
    }

    [Fact]
    public void Per_module_clients_of_the_reference_connect_as_their_module()
    {
        using var example = new ExampleInternalClient("127.0.0.1", _gateway.Port, "button1", 0, "left_button");
        using var mission = new MissionInternalClient("127.0.0.1", _gateway.Port, "autonomy", 1, "driving");
        using var io = new IoInternalClient("127.0.0.1", _gateway.Port, "n", 1, "a");
        using var accessory = new CarAccessoryInternalClient("127.0.0.1", _gateway.Port, "n", 4, "b", 7);
        using var transparent = new TransparentInternalClient("127.0.0.1", _gateway.Port, "n", 99, "c");
        using var own = new OwnClient("127.0.0.1", _gateway.Port);
        Assert.Equal([1000, 1, 2, 2, 3, 3], new InternalClient[] { example, mission, io, accessory, transparent, own }.Select(each => each.Device.Module));
        Assert.Equal("\"default_command\"", transparent.SendStatus("any", 10).Text);
        Assert.Equal("InternalClient(moduleId=2, deviceName=n, deviceType=4, deviceRole=b, priority=7)", accessory.ToString());
        Assert.Equal(6, _gateway.Devices.Count);
    }

    // The second of the default is short when other tests keep all processors busy.
    private Task<FleetClient> ConnectAsync(FleetOptions? options = null)
    {
        options ??= new FleetOptions();
        options.ConnectTimeout = TimeSpan.FromSeconds(20);
        return FleetClient.ConnectAsync("127.0.0.1", _gateway.Port, Button, options);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private sealed class OwnClient(string host, int port) : InternalClient(FleetModule.Transparent, host, port, "own", 1, "own");
}
