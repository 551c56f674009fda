using System.Text.Json;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A command of the io module. Reading is lenient; <c>null</c> and an empty list both mean "no action".</summary>
/// <param name="Actions">What to do, in order.</param>
public sealed record IoCommand(IReadOnlyList<IoAction> Actions)
{
    /// <summary>Reads a command.</summary>
    /// <param name="data">The payload.</param>
    /// <returns>Null when it is neither a JSON array nor <c>null</c>.</returns>
    public static IoCommand? TryParse(ReadOnlyMemory<byte> data) =>
        PayloadJson.TryParse(data, out var json) && json.ValueKind is JsonValueKind.Array or JsonValueKind.Null
            ? new IoCommand([.. PayloadJson.Items(json).Select(Action).OfType<IoAction>()])
            : null;

    /// <summary>Writes it as the module takes it from the cloud.</summary>
    public byte[] ToPayload() => FleetJson.Write(Actions.Select(action => new { outNum = action.Output, actType = (int)action.Kind }).ToArray());

    private static IoAction? Action(JsonElement json) =>
        PayloadJson.Integer(PayloadJson.Member(json, "outNum")) is { } number && PayloadJson.Integer(PayloadJson.Member(json, "actType")) is { } kind and >= 0 and <= int.MaxValue
            ? new IoAction(number, (IoActionKind)kind)
            : null;
}
