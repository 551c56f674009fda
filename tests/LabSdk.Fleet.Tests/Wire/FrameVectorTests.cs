using System.Text.Json;
using LabSdk.Fleet.Wire;
using LabSdk.Testing;

namespace LabSdk.Fleet.Tests.Wire;

[Trait("Category", "Vectors")]
public class FrameVectorTests
{
    public static TheoryData<string, string> Encoded => Vectors.LoadSection("fleet", "frames.json", "encode");

    public static TheoryData<string, string> Decoded => Vectors.LoadSection("fleet", "frames.json", "decode");

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Frame_is_written_byte_by_byte(string id, string json)
    {
        Assert.NotEmpty(id);
        var vector = Vectors.Parse(json);
        var device = FrameWriter.ToMessage(VectorBytes.Device(vector.GetProperty("device")));
        var writer = new FrameWriter();
        var frame = vector.GetProperty("kind").GetString() switch
        {
            "connect" => writer.Connect(device),
            "status" => writer.Status(device, vector.GetProperty("payload").Bytes()),
            var kind => throw new InvalidDataException($"{kind}"),
        };
        VectorBytes.AssertRecorded(vector.GetProperty("frame"), frame.Span);

        // What a device writes a gateway reads.
        Assert.True(ClientMessage.TryRead(frame.Span[FrameWriter.HeaderSize..], out var read));
        Assert.Equal(VectorBytes.Device(vector.GetProperty("device")), read.Device);
    }

    [Theory]
    [MemberData(nameof(Decoded))]
    public void Message_is_read_or_refused(string id, string json)
    {
        Assert.NotEmpty(id);
        var vector = Vectors.Parse(json);
        GatewayMessage read;
        try
        {
            read = GatewayMessage.Read(Assert.Single(Split(vector.GetProperty("frame").Bytes())));
        }
        catch (FleetProtocolErrorException) when (vector.TryGetProperty("error", out _) || IsLenient(vector))
        {
            return;
        }

        Assert.False(vector.TryGetProperty("error", out _), "It had to be refused");
        var expected = vector.GetProperty("message");
        Assert.Equal(
            expected.GetProperty("kind").GetString() switch { "connect_response" => GatewayMessageKind.ConnectResponse, "command" => GatewayMessageKind.Command, _ => GatewayMessageKind.None },
            read.Kind);
        if (expected.TryGetProperty("has_device", out var hasDevice))
        {
            Assert.Equal(hasDevice.GetBoolean() ? VectorBytes.Device(expected.GetProperty("device")) : null, read.Device);
        }

        if (expected.TryGetProperty("response_type", out var type))
        {
            Assert.Equal(type.GetInt32(), read.ResponseType);
        }

        if (expected.TryGetProperty("command", out var command))
        {
            VectorBytes.AssertRecorded(command, read.Command.Span);
        }
    }

    private static bool IsLenient(JsonElement vector) => vector.TryGetProperty("lenient", out var lenient) && lenient.GetBoolean();

    private static List<byte[]> Split(byte[] bytes)
    {
        var buffer = new FrameBuffer(64 * 1024 * 1024);
        var messages = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var free = buffer.Free();
            var count = Math.Min(free.Length, bytes.Length - at);
            bytes.AsMemory(at, count).CopyTo(free);
            buffer.Arrived(count);
            at += count;
            while (buffer.TryTake(out var message))
            {
                messages.Add(message.ToArray());
            }
        }

        return messages;
    }
}
