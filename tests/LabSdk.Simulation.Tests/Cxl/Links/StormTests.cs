using System.Buffers.Binary;
using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation.Tests.Cxl.Links;

public sealed class StormTests
{
    [Fact]
    public async Task Ten_thousand_mixed_commands_of_two_threads_get_their_own_answers()
    {
        const int each = 5000;
        await using var device = new SimulatedCxlDevice(new SimulatedCxlOptions { Drifts = false });
        await using var context = new CxlContext(new CxlOptions { Permissions = CxlBench.All, Retries = 0 });
        var endpoint = await context.OpenMctpAsync("mctp 11/28", device.OpenMctp);
        endpoint.Timeout = TimeSpan.FromSeconds(2);
        device.Faults.On(null, CxlFault.Duplicate(3), times: each / 2);
        for (var late = 0; late < 20; late++)
        {
            // Later than the client waits for it: it meets another command, if it meets any.
            device.Faults.On(VendorArea.Echo, CxlFault.Late(TimeSpan.FromMilliseconds(120)), after: 100 + (late * 200));
        }

        var (wrong, timeouts) = (0, 0);
        async Task RunAsync(int thread)
        {
            for (var index = 0; index < each; index++)
            {
                var value = (uint)((thread << 24) | index);
                var payload = new byte[4];
                BinaryPrimitives.WriteUInt32LittleEndian(payload, value);
                try
                {
                    if (index % 3 == 0)
                    {
                        await endpoint.Memory.GetHealthInfoAsync();
                    }
                    else
                    {
                        endpoint.Timeout = TimeSpan.FromMilliseconds(100);
                        var answer = await endpoint.ExecuteVendorAsync(VendorArea.Echo, payload);
                        wrong += answer.Payload.Length == 4 && BinaryPrimitives.ReadUInt32LittleEndian(answer.Payload.Span) == value ? 0 : 1;
                    }
                }
                catch (CxlTimeoutException)
                {
                    Interlocked.Increment(ref timeouts);
                }
            }
        }

        await Task.WhenAll(Task.Run(() => RunAsync(1)), Task.Run(() => RunAsync(2)));

        Assert.Equal(0, wrong);
        Assert.InRange(timeouts, 1, 200);
        Assert.True(device.Counters.Values.Sum() >= 2 * each);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_requests_never_crash_a_component(bool isSwitch)
    {
        const int count = 60_000;
        await using SimulatedCxlComponent component = isSwitch
            ? new SimulatedCxlSwitch(new SimulatedCxlSwitchOptions { Drifts = false, Time = new Daq.ManualTime() })
            : new SimulatedCxlDevice(new SimulatedCxlOptions { Drifts = false, Time = new Daq.ManualTime() });
        var time = (Daq.ManualTime)component.Time;
        var noise = new Random(5);
        ushort[] opcodes = [.. CxlCommands.All.Select(command => command.Opcode), TunnelArea.Opcode, 0x0600, VendorArea.Slow];
        CciLink[] links = [CciLink.Mailbox, CciLink.Component, CciLink.FabricManager, CciLink.Tunnel];
        for (var index = 0; index < count; index++)
        {
            var opcode = opcodes[noise.Next(opcodes.Length)];
            var message = CciFrame.Request(opcode, (byte)index, Payload(noise, CxlCommands.Find(opcode)?.RequestFixedSize ?? 4));
            if (noise.Next(10) == 0)
            {
                message[noise.Next(message.Length)] ^= (byte)noise.Next(256);
                message = message[..noise.Next(message.Length + 1)];
            }

            var delivery = component.Endpoint.Exchange(message, links[noise.Next(links.Length)], noise.Next(4), 1024);
            Assert.All(delivery.Messages, answer => Assert.True(answer.Length <= 1024 + CciFrame.HeaderSize && CciFrame.Length(answer) == answer.Length - CciFrame.HeaderSize));
            if (index % 50 == 0)
            {
                time.Advance(TimeSpan.FromHours(5));
            }
        }
    }

    private static byte[] Payload(Random noise, int size)
    {
        var payload = new byte[noise.Next(4) == 0 ? noise.Next(200) : size + (noise.Next(3) * noise.Next(64))];
        switch (noise.Next(4))
        {
            case 0:
                noise.NextBytes(payload);
                break;
            case 1:
                Array.Fill(payload, (byte)0xFF);
                break;
            case 2:
                for (var at = 0; at < payload.Length; at++)
                {
                    payload[at] = (byte)noise.Next(4);
                }

                break;
        }

        return payload;
    }
}
