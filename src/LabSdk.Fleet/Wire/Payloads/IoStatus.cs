using System.Text.Json;
using LabSdk.Fleet.Wire.Payloads;

namespace LabSdk.Fleet;

/// <summary>A status of an io device. Reading is lenient: entries that cannot be read are left out.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="ButtonPresses">Presses of the button since the last status.</param>
public sealed record IoStatus(IReadOnlyList<IoInput> Inputs, IReadOnlyList<IoOutput> Outputs, long ButtonPresses = 0)
{
    /// <summary>How many inputs and outputs a device type has; null for a type that does not exist.</summary>
    /// <param name="type">1 Arduino Opta, 2 Arduino Mega, 3 Arduino Uno R4, 4 button.</param>
    public static (int Inputs, int Outputs)? CountsOf(uint type) => type switch
    {
        1 => (6, 4),
        2 => (4, 4),
        3 => (6, 7),
        4 => (1, 0),
        _ => null,
    };

    /// <summary>Reads a status.</summary>
    /// <param name="data">The payload.</param>
    /// <returns>Null when it is no JSON array of three.</returns>
    public static IoStatus? TryParse(ReadOnlyMemory<byte> data)
    {
        if (!PayloadJson.TryParse(data, out var json) || json.ValueKind != JsonValueKind.Array || json.GetArrayLength() < 3)
        {
            return null;
        }

        return new IoStatus(
            [.. PayloadJson.Items(json[0]).Select(Input).OfType<IoInput>()],
            [.. PayloadJson.Items(json[1]).Select(Output).OfType<IoOutput>()],
            PayloadJson.Integer(PayloadJson.Member(json[2], "butPr")) ?? 0);
    }

    /// <summary>Writes it as the module wants it.</summary>
    public byte[] ToPayload() => FleetJson.Write(new object[]
    {
        Inputs.Select(input => new { inNum = input.Number, inSt = input.State }).ToArray(),
        Outputs.Select(output => new { outNum = output.Number, outErr = output.HasError, outSt = output.State }).ToArray(),
        new { butPr = ButtonPresses },
    });

    private static IoInput? Input(JsonElement json) =>
        PayloadJson.Integer(PayloadJson.Member(json, "inNum")) is { } number && PayloadJson.Flag(PayloadJson.Member(json, "inSt")) is { } state ? new IoInput(number, state) : null;

    private static IoOutput? Output(JsonElement json) =>
        PayloadJson.Integer(PayloadJson.Member(json, "outNum")) is { } number && PayloadJson.Flag(PayloadJson.Member(json, "outSt")) is { } state
            ? new IoOutput(number, state, PayloadJson.Flag(PayloadJson.Member(json, "outErr")) ?? false)
            : null;
}
