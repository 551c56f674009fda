using System.Globalization;
using System.Text;
using System.Text.Json;
using LabSdk.Display;
using LabSdk.Fleet;

namespace LabSdk.Presentation;

/// <summary>A payload the way its module is shown; a tree when it is JSON that no module knows; else its bytes.</summary>
internal static class PayloadView
{
    private const int DumpedBytes = 256;
    private const int BytesPerLine = 16;
    private const int MostMembers = 100;
    private const int Deepest = 6;

    public static Block Of(GatewayPayload payload) => payload switch
    {
        { Data.IsEmpty: true } => new TextBlock(payload.IsCommand ? "Empty: nothing to do." : "Empty.", TextStyle.Muted),
        { IoStatus: { } status } => IoView.Of(status),
        { Io: { } command } => IoView.Of(command),
        { MissionStatus: { } status } => MissionView.Of(status),
        { Mission: { } command } => MissionView.Of(command),
        { Device.Module: FleetModule.Example } => ButtonView.Of(payload.IsCommand ? null : payload, payload.IsCommand ? payload : null),
        { Json: { } json } => Tree(json),
        _ => Dump(payload.Data.Span),
    };

    /// <summary>Members below each other; objects and lists unfold.</summary>
    private static Block Tree(JsonElement json, int depth = 0)
    {
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return new TextBlock(Leaf(json).ToString());
        }

        var members = (json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().Select(member => (member.Name, member.Value))
            : json.EnumerateArray().Select((entry, index) => (Name: $"[{index.ToString(CultureInfo.InvariantCulture)}]", Value: entry))).Take(MostMembers + 1).ToArray();
        var leaves = new PropertyList(members.Take(MostMembers).Where(member => !IsNested(member.Value)).Select(member => new Property(member.Name, Leaf(member.Value))));
        var nested = members.Take(MostMembers).Where(member => IsNested(member.Value))
            .Select(member => new Tab(Head(member.Name, member.Value), depth < Deepest ? Tree(member.Value, depth + 1) : new TextBlock(member.Value.GetRawText(), TextStyle.Code), IsOpen: depth == 0)).ToArray();
        var blocks = new List<Block>();
        if (leaves.Any())
        {
            blocks.Add(leaves);
        }

        if (nested.Length > 0)
        {
            blocks.Add(new Tabs(nested));
        }

        if (members.Length > MostMembers)
        {
            blocks.Add(new TextBlock($"Only the first {MostMembers} entries are shown.", TextStyle.Muted));
        }

        return blocks.Count == 1 ? blocks[0] : blocks.Count == 0 ? new TextBlock(json.ValueKind == JsonValueKind.Array ? "[ ]" : "{ }", TextStyle.Muted) : new Stack(blocks);
    }

    private static bool IsNested(JsonElement json) => json.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    private static string Head(string name, JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? string.Create(CultureInfo.InvariantCulture, $"{name} ({json.GetArrayLength()} entries)")
        : name;

    private static Cell Leaf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => Cell.Null,
        JsonValueKind.String => LabSdk.Fleet.Wire.Payloads.PayloadJson.Text(json) ?? json.GetRawText(),
        _ => json.TryGetInt64(out var whole) ? whole : json.TryGetDouble(out var number) && double.IsFinite(number) ? number : json.GetRawText(),
    };

    /// <summary>The first bytes in hexadecimal with their letters, and how many there are.</summary>
    private static Stack Dump(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at < Math.Min(data.Length, DumpedBytes); at += BytesPerLine)
        {
            var line = data[at..Math.Min(Math.Min(at + BytesPerLine, data.Length), DumpedBytes)];
            text.Append(CultureInfo.InvariantCulture, $"{at:x4}  ");
            for (var i = 0; i < BytesPerLine; i++)
            {
                text.Append(i < line.Length ? line[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(' ');
            }

            text.Append(' ');
            foreach (var one in line)
            {
                text.Append(one is >= 0x20 and < 0x7F ? (char)one : '.');
            }

            text.Append('\n');
        }

        var size = string.Create(CultureInfo.InvariantCulture, $"{data.Length} bytes{(data.Length > DumpedBytes ? $", the first {DumpedBytes} shown" : "")}");
        return new Stack(new TextBlock(text.ToString().TrimEnd('\n'), TextStyle.Code), new TextBlock(size, TextStyle.Muted));
    }
}
