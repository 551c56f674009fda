using System.Text;
using LabSdk.Fleet.Wire;

namespace LabSdk.Fleet.Tests.Wire;

/// <summary>Whatever comes, only the errors of the family escape, and memory follows what has come.</summary>
public class HostileTests
{
    private static readonly FleetDevice Device = new(1000, 0, "tlačítko \uFFFD", "button 🚗", 3);

    private static readonly byte[] Mission =
        "{\"state\": \"DRIVE\", \"telemetry\": {\"speed\": 5.5, \"fuel\": 0.5, \"position\": {\"latitude\": 49.1, \"longitude\": 16.6, \"altitude\": 200.0}}, \"nextStop\": {\"name\": \"A\\ud800\", \"position\": null}}"u8.ToArray();

    private static readonly byte[] Order =
        "{\"action\": \"START\", \"stops\": [{\"name\": \"Fish Market\", \"position\": {\"latitude\": 45.8, \"longitude\": 15.9}}], \"route\": \"Loop\", \"st\\u0061tions\": []}"u8.ToArray();

    private static readonly byte[] Board = "[[{\"inNum\": 1, \"inSt\": true}], [{\"outNum\": 1, \"outErr\": false, \"outSt\": true}], {\"butPr\": 1e400}]"u8.ToArray();

    private static readonly byte[] Switching = "[{\"outNum\": 2, \"actType\": 1}, {\"outNum\": 99999999999999999999, \"actType\": -1}]"u8.ToArray();

    [Fact]
    public void Messages_of_a_gateway()
    {
        var writer = new FrameWriter();
        var device = FrameWriter.ToMessage(Device);
        new Hostile(1, writer.Command(device, Mission).ToArray()[4..], writer.ConnectResponse(device, 3).ToArray()[4..]).Run(input =>
        {
            try
            {
                _ = GatewayMessage.Read(input, Device).ToString();
            }
            catch (FleetProtocolErrorException)
            {
                // Refused.
            }
        });
    }

    [Fact]
    public void Messages_of_a_device()
    {
        var writer = new FrameWriter();
        var device = FrameWriter.ToMessage(Device);
        new Hostile(2, writer.Connect(device).ToArray()[4..], writer.Status(device, Board).ToArray()[4..]).Run(input => ClientMessage.TryRead(input, out _));
    }

    [Fact]
    public void Streams_of_frames()
    {
        var writer = new FrameWriter();
        var device = FrameWriter.ToMessage(Device);
        byte[] two = [.. writer.Command(device, Order).ToArray(), .. writer.ConnectResponse(device, 0).ToArray()];
        new Hostile(3, two).Run(input =>
        {
            var buffer = new FrameBuffer(2000);
            try
            {
                for (var at = 0; at < input.Length; at += 100)
                {
                    FrameBufferTests.Feed(buffer, input.AsSpan(at, Math.Min(100, input.Length - at)));
                    while (buffer.TryTake(out var message))
                    {
                        Assert.True(message.Length <= 2000);
                    }

                    Assert.True(buffer.Capacity <= Math.Max(4096, 2 * (at + 100)));
                }

                Assert.NotEmpty(buffer.Describe());
            }
            catch (FleetProtocolErrorException)
            {
                // More than 2000 bytes of a message that is too long.
            }
        });
    }

    [Fact]
    public void Mission_statuses() => new Hostile(4, Mission, Order).Run(input => MissionStatus.TryParse(input)?.ToString());

    [Fact]
    public void Mission_commands() => new Hostile(5, Order, Mission).Run(input => MissionCommand.TryParse(input)?.ToString());

    [Fact]
    public void Io_statuses() => new Hostile(6, Board, Switching).Run(input => IoStatus.TryParse(input)?.ToString());

    [Fact]
    public void Io_commands() => new Hostile(7, Switching, Board).Run(input => IoCommand.TryParse(input)?.Actions.Select(action => action.ToString()).Count());

    [Fact]
    public void Commands_as_text_and_json() => new Hostile(8, Mission, Order, Board).Run(input =>
    {
        var command = new FleetCommand(input, null, default, null);
        Assert.NotNull(command.ToString());
        Assert.True(command.Json is null || command.Text is not null);
    });

    [Fact]
    public void Addresses() => new Hostile(9, "fleet://127.0.0.1:8888/1000/0/left%20button?name=button1&priority=2&timeout=5s"u8.ToArray()).Run(input =>
    {
        try
        {
            FleetAddress.Parse(Encoding.Latin1.GetString(input)).Apply(new FleetOptions());
        }
        catch (LabConfigurationException)
        {
            // Refused.
        }
    });
}
