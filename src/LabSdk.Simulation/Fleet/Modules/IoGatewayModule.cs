using System.Text.Json;
using LabSdk.Fleet;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Simulation.Fleet;

/// <summary>Inputs, outputs and a button. There must be at least as many entries as the board has; more are ignored.</summary>
internal sealed class IoGatewayModule : IGatewayModule
{
    private static readonly ReadOnlyMemory<byte> Nothing = "null"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> AllOff =
        "[{\"outNum\":0,\"actType\":0},{\"outNum\":1,\"actType\":0},{\"outNum\":2,\"actType\":0},{\"outNum\":3,\"actType\":0}]"u8.ToArray();

    public int Number => FleetModule.Io;

    public bool Supports(uint type) => IoStatus.CountsOf(type) is not null;

    public bool IsStatusValid(uint type, ReadOnlyMemory<byte> status) =>
        IoStatus.CountsOf(type) is { } counts
        && PayloadJson.TryParse(status, out var json) && json.ValueKind == JsonValueKind.Array && json.GetArrayLength() >= 3
        && IsList(json[0], counts.Inputs, entry => IsNumber(entry, "inNum") && IsFlag(entry, "inSt"))
        && IsList(json[1], counts.Outputs, entry => IsNumber(entry, "outNum") && IsFlag(entry, "outErr") && IsFlag(entry, "outSt"))
        && IsNumber(json[2], "butPr");

    public bool IsCommandValid(uint type, ReadOnlyMemory<byte> command) =>
        PayloadJson.TryParse(command, out var json) && IsList(json, 0, entry => IsNumber(entry, "outNum") && IsNumber(entry, "actType"));

    // Numbered from 0, and four for every board with outputs: what the real module does.
    public ReadOnlyMemory<byte> FirstCommand(uint type) => type == 4 ? Nothing : AllOff;

    public ReadOnlyMemory<byte> Gather(uint type, ReadOnlyMemory<byte> gathered, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus)
    {
        var presses = IoStatus.TryParse(newStatus)?.ButtonPresses ?? 0;
        var before = PayloadJson.TryParse(gathered, out var json) ? PayloadJson.Integer(PayloadJson.Member(json, "aggregatedButtonPresses")) ?? 0 : 0;
        return presses == 0 && gathered.IsEmpty ? gathered : JsonSerializer.SerializeToUtf8Bytes(new { aggregatedButtonPresses = before + presses });
    }

    private static bool IsList(JsonElement json, int least, Func<JsonElement, bool> isEntry) =>
        json.ValueKind == JsonValueKind.Null ? least == 0 : json.ValueKind == JsonValueKind.Array && json.GetArrayLength() >= least && json.EnumerateArray().All(isEntry);

    private static bool IsNumber(JsonElement json, string name) => PayloadJson.Member(json, name)?.ValueKind == JsonValueKind.Number;

    private static bool IsFlag(JsonElement json, string name) => PayloadJson.Member(json, name)?.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
