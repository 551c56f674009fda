using System.Diagnostics;
using System.Globalization;
using LabSdk.Fleet;

namespace LabSdk.Simulation.Tests.Fleet;

/// <summary>Every fault at every place: a typed error or a recovery, never a hang beyond the limits, and a client that works afterwards.</summary>
public class FaultMatrixTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    // Two attempts and a reconnect, a tenth more, and what a busy computer adds.
    private static readonly TimeSpan Longest = (((Limit * 2) + ConnectLimit) * 1.1) + TimeSpan.FromSeconds(1);

    // Before any fault: nothing is measured yet.
    private static readonly TimeSpan BeforeFaults = TimeSpan.FromSeconds(20);

    private static readonly FleetDevice Device = new(FleetModule.Transparent, 0, new string('r', 300), "n");

    public static TheoryData<string> Faults => [.. All.Keys];

    private static Dictionary<string, Func<GatewayFault>> All => new()
    {
        ["dropped"] = () => GatewayFault.DropAnswer,
        ["closed before"] = () => GatewayFault.CloseBefore,
        ["closed after"] = () => GatewayFault.CloseAfter,
        ["half closed"] = () => GatewayFault.HalfClose,
        ["reset"] = () => GatewayFault.Reset,
        ["garbage"] = () => GatewayFault.Garbage,
        ["zero length"] = () => GatewayFault.ZeroLength,
        ["wrong type"] = () => GatewayFault.WrongType,
        ["duplicate"] = () => GatewayFault.Duplicate,
        ["late"] = () => GatewayFault.Delay(Limit * 1.5),
        ["slow"] = () => GatewayFault.Delay(Limit / 4),
        ["one-byte writes"] = () => GatewayFault.Drip(TimeSpan.Zero),
        ["stopped inside the length"] = () => GatewayFault.StopInside(2),
        ["stopped inside the message"] = () => GatewayFault.StopInside(40),
        ["oversize"] = () => GatewayFault.LengthLie(uint.MaxValue),
        ["too long"] = () => GatewayFault.LengthLie(100_000),
        ["too short"] = () => GatewayFault.LengthLie(7),
        ["wrong device"] = () => GatewayFault.WrongDevice(new FleetDevice(9, 9, "x")),
        ["surplus"] = () => GatewayFault.Surplus(1, 2, 3),
        ["flipped length"] = () => GatewayFault.Flip(1, 7),
        ["flipped tag"] = () => GatewayFault.Flip(4, 3),
        ["flipped inner length"] = () => GatewayFault.Flip(5, 6),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_of_an_answer_is_an_error_or_mended_in_time(string name)
    {
        await using var gateway = SimulatedGateway.Start();
        await using var client = await ConnectAsync(gateway, BeforeFaults);
        await client.SendStatusAsync("first", BeforeFaults);
        foreach (var times in new[] { 1, 2 })
        {
            gateway.Faults.OnStatus(All[name](), times);
            var watch = Stopwatch.StartNew();
            try
            {
                await client.SendStatusAsync("status");
            }
            catch (FleetCommunicationException error)
            {
                Assert.NotEmpty(error.Problem);
            }

            Assert.True(watch.Elapsed < Longest, $"{watch.Elapsed}");
            gateway.Faults.Clear();
            await RecoversAsync(client);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_of_a_connect_is_an_error_or_no_matter(string name)
    {
        await using var gateway = SimulatedGateway.Start();
        gateway.Faults.OnConnect(All[name]());
        var watch = Stopwatch.StartNew();
        try
        {
            await using var client = await ConnectAsync(gateway, ConnectLimit);
            await RecoversAsync(client);
        }
        catch (FleetCommunicationException error)
        {
            Assert.True(watch.Elapsed < Longest, $"{watch.Elapsed}");
            Assert.NotEmpty(error.Problem);
        }
    }

    [Fact]
    public async Task Answer_that_is_cut_after_each_of_its_first_256_bytes_is_got_again()
    {
        await using var gateway = SimulatedGateway.Start();
        await using var client = await FleetClient.ConnectAsync("127.0.0.1", gateway.Port, Device, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20), AlreadyConnectedGrace = TimeSpan.FromSeconds(10) });
        await client.SendStatusAsync("first");
        var command = new byte[300];
        new Random(1).NextBytes(command);
        gateway.QueueCommand(Device, command);
        for (var cut = 0; cut <= 256; cut++)
        {
            gateway.Faults.OnStatus(GatewayFault.CloseInside(cut));
            var answer = await client.SendStatusAsync("status", TimeSpan.FromSeconds(20));
            if (cut > 0)
            {
                // The first one has taken the command; on a new connection the module begins again.
                Assert.Equal("\"default_command\"", answer.Text);
            }
        }

        Assert.Equal(257, client.Statistics.Reconnects);
        Assert.Equal(257, client.Statistics.PossibleDuplicates);
    }

    [Fact]
    public async Task Connect_that_is_cut_after_each_of_its_first_256_bytes_is_an_error_at_once()
    {
        await using var gateway = SimulatedGateway.Start();
        var device = new FleetDevice(FleetModule.Transparent, 0, new string('r', 300));
        for (var cut = 0; cut <= 256; cut++)
        {
            gateway.Faults.OnConnect(GatewayFault.CloseInside(cut));
            var error = await Assert.ThrowsAsync<FleetProtocolErrorException>(() => FleetClient.ConnectAsync("127.0.0.1", gateway.Port, device, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20) }));
            Assert.Contains(cut < 4 ? "bytes of a length" : $"{(cut - 4).ToString(CultureInfo.InvariantCulture)} of", cut == 0 ? "bytes of a length" : error.Message);
        }

        await using var client = await FleetClient.ConnectAsync("127.0.0.1", gateway.Port, device, new FleetOptions { ConnectTimeout = TimeSpan.FromSeconds(20) });
    }

    private static Task<FleetClient> ConnectAsync(SimulatedGateway gateway, TimeSpan connectLimit) => FleetClient.ConnectAsync(
        "127.0.0.1", gateway.Port, Device, new FleetOptions { Timeout = Limit, ConnectTimeout = connectLimit, AlreadyConnectedGrace = TimeSpan.FromSeconds(2) });

    // What was left in the stream may cost one more status; then all is well again.
    private static async Task RecoversAsync(FleetClient client)
    {
        try
        {
            await client.SendStatusAsync("after");
        }
        catch (FleetCommunicationException)
        {
            // Now the stream is clean.
        }

        Assert.Equal("\"default_command\"", (await client.SendStatusAsync("after", TimeSpan.FromSeconds(20))).Text);
    }
}
