using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LabSdk.Fleet;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Simulation.Fleet;

/// <summary>A car with missions. Stops are taken out of the command as the car reaches them.</summary>
internal sealed class MissionGatewayModule : IGatewayModule
{
    private const double MovingSpeed = 1;
    private static readonly string[] States = ["IDLE", "DRIVE", "IN_STOP", "OBSTACLE", "ERROR"];
    private static readonly string[] Actions = ["NO_ACTION", "STOP", "START"];
    private static readonly ReadOnlyMemory<byte> NoAction = "{\"action\":\"NO_ACTION\",\"route\":\"\",\"stops\":[]}"u8.ToArray();
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Number => FleetModule.Mission;

    public bool Supports(uint type) => type == 1;

    public bool IsStatusValid(uint type, ReadOnlyMemory<byte> status) =>
        PayloadJson.TryParse(status, out var json)
        && States.Contains(StateOf(json))
        && PayloadJson.Member(PayloadJson.Member(json, "telemetry"), "speed")?.ValueKind == JsonValueKind.Number
        && PayloadJson.Member(json, "nextStop") is not null;

    public bool IsCommandValid(uint type, ReadOnlyMemory<byte> command) =>
        PayloadJson.TryParse(command, out var json)
        && Actions.Contains(PayloadJson.Text(PayloadJson.Member(json, "action")))
        && PayloadJson.Member(json, "stops")?.ValueKind == JsonValueKind.Array
        && PayloadJson.Text(PayloadJson.Member(json, "route")) is not null;

    public ReadOnlyMemory<byte> FirstCommand(uint type) => NoAction;

    public ReadOnlyMemory<byte> NextCommand(uint type, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus)
    {
        if (!PayloadJson.TryParse(current, out var command))
        {
            return current;
        }

        return WriteCommand(command, IsFirstStopReached(command, oldStatus, newStatus) ? 1 : 0);
    }

    public bool IsWorthForwarding(uint type, ReadOnlyMemory<byte> oldStatus, ReadOnlyMemory<byte> newStatus)
    {
        var (before, now) = (PayloadJson.Parse(oldStatus), PayloadJson.Parse(newStatus));
        return StateOf(before) != StateOf(now)
            || !AreEqual(PayloadJson.Member(before, "nextStop"), PayloadJson.Member(now, "nextStop"))
            || PayloadJson.Number(PayloadJson.Member(PayloadJson.Member(now, "telemetry"), "speed")) >= MovingSpeed;
    }

    public ReadOnlyMemory<byte> Gather(uint type, ReadOnlyMemory<byte> gathered, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus)
    {
        var now = PayloadJson.Parse(newStatus);
        if (StateOf(now) != "IN_STOP" || StateOf(PayloadJson.Parse(oldStatus ?? default)) == "IN_STOP" || PayloadJson.Member(now, "nextStop") is not { ValueKind: JsonValueKind.Object } stop)
        {
            return gathered;
        }

        var finished = PayloadJson.Items(PayloadJson.Member(PayloadJson.Parse(gathered), "finishedStops"));
        return JsonSerializer.SerializeToUtf8Bytes(new { finishedStops = finished.Append(stop).ToArray() });
    }

    private static bool IsFirstStopReached(JsonElement command, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus)
    {
        var now = PayloadJson.Parse(newStatus);
        if (StateOf(now) != "IN_STOP" || PayloadJson.Items(PayloadJson.Member(command, "stops")).Take(1).ToArray() is not [var first])
        {
            return false;
        }

        var wasDriving = oldStatus is { } old && PayloadJson.TryParse(old, out var before) && StateOf(before) == "DRIVE";
        return wasDriving || AreEqual(PayloadJson.Member(now, "nextStop"), first);
    }

    private static byte[] WriteCommand(JsonElement command, int left)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            if (command.ValueKind != JsonValueKind.Object)
            {
                command.WriteTo(writer);
            }
            else
            {
                writer.WriteStartObject();
                foreach (var member in command.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    if (member.Name == "stops" && member.Value.ValueKind == JsonValueKind.Array)
                    {
                        WriteStops(writer, member.Value, left);
                    }
                    else
                    {
                        member.Value.WriteTo(writer);
                    }
                }

                writer.WriteEndObject();
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteStops(Utf8JsonWriter writer, JsonElement stops, int left)
    {
        writer.WriteStartArray();
        foreach (var stop in stops.EnumerateArray().Skip(left))
        {
            stop.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static string? StateOf(JsonElement status) => PayloadJson.Text(PayloadJson.Member(status, "state"));

    private static bool AreEqual(JsonElement? left, JsonElement? right) => left is { } one && right is { } other && JsonElement.DeepEquals(one, other);
}
