using System.Globalization;
using System.Reflection;
using System.Text.Json;
using LabSdk.Cxl;
using LabSdk.Cxl.Tests.Wire;

namespace LabSdk.Simulation.Tests.Cxl.Vectors;

/// <summary>A golden case as the real client carries it out.</summary>
internal sealed class VectorCase(JsonElement json)
{
    private static readonly MethodInfo Typed = typeof(CxlEndpoint).GetMethods()
        .Single(method => method.Name == nameof(CxlEndpoint.ExecuteAsync) && method.IsGenericMethod && method.GetParameters().Length == 4);

    public WireCommand Command { get; } = new(json.GetProperty("command").GetString()!);

    public ushort Opcode { get; } = Number(json.GetProperty("opcode"));

    public Tunnel Tunnel { get; } = json.TryGetProperty("tunnel", out var tunnel) && tunnel.ValueKind == JsonValueKind.Object ? ReadTunnel(tunnel) : Tunnel.Direct;

    /// <summary>The opcode of the outermost message.</summary>
    public ushort WireOpcode => Tunnel.Layers > 0 ? (ushort)0x5300 : Opcode;

    public byte[] RequestPayload { get; } = Hex(json, "request_payload");

    /// <summary>The request as a record, from its fields where the case has them, else from its bytes.</summary>
    public object? Request => Command.Request is null || Command.Command.Id == "vendor_specific" ? null
        : json.TryGetProperty("request_fields", out var fields) && fields.ValueKind == JsonValueKind.Object && Command.Structure("request") is { } structure
            ? WireValues.Build(Command.Request, WireNames.Fields(structure), structure, fields)
            : Command.ReadRequest(RequestPayload);

    /// <summary>Sends it; gives the record of the answer, or null for a command without one. A start in the background gives the operation.</summary>
    public async Task<object?> RunAsync(CxlEndpoint endpoint, CxlConfirmation confirmation)
    {
        var target = endpoint.Through(Tunnel);
        if (Command.Command.Id == "vendor_specific")
        {
            return (await target.ExecuteVendorAsync(Opcode, RequestPayload)).Payload.ToArray();
        }

        if (Command.Response is null)
        {
            return await target.StartAsync(Command.Command, (ICxlRequest?)Request, confirmation);
        }

        dynamic pending = Typed.MakeGenericMethod(Command.Response).Invoke(target, [Command.Command, Request, confirmation, CancellationToken.None])!;
        return (object?)await pending;
    }

    /// <summary>The reply as bytes, for what a record does not tell.</summary>
    public async Task<CxlReply> RunRawAsync(CxlEndpoint endpoint, CxlConfirmation confirmation) =>
        await endpoint.Through(Tunnel).ExecuteRawAsync(Opcode, RequestPayload, confirmation);

    public void AssertFields(object? answer)
    {
        var fields = json.GetProperty("response_fields");
        if (fields.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (answer is byte[] bytes)
        {
            Assert.Equal(fields.GetProperty("data").GetString(), Convert.ToHexStringLower(bytes));
        }
        else if (answer is GetLogCel cel)
        {
            var entries = fields.GetProperty("entries").EnumerateArray().ToArray();
            Assert.Equal(entries.Length, cel.Entries.Count);
            Assert.All(entries.Zip(cel.Entries), pair => WireValues.AssertEqual(pair.Second, WireNames.Fields("get_log_cel_rsp"), "get_log_cel_rsp", pair.First));
        }
        else if (Command.Structure("response") is { } structure)
        {
            WireValues.AssertEqual(answer!, WireNames.Fields(structure), structure, fields);
        }
        else if (fields.TryGetProperty("data", out var data))
        {
            var got = (ReadOnlyMemory<byte>)answer!.GetType().GetProperty("Data")!.GetValue(answer)!;
            Assert.Equal(data.GetString(), Convert.ToHexStringLower(got.Span));
        }
    }

    public static byte[] Hex(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? Convert.FromHexString(text.GetString()!) : [];

    public static ushort Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetUInt16()
        : value.GetString() is { } text && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? ushort.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier)
        : ushort.Parse(value.GetString()!);

    private static Tunnel ReadTunnel(JsonElement tunnel)
    {
        byte Id(string name) => tunnel.TryGetProperty(name, out var id) ? id.GetByte() : (byte)0;
        return tunnel.GetProperty("kind").GetString() switch
        {
            "mld" => Tunnel.Mld(Id("ld")),
            "switch" => Tunnel.Switch(Id("port")),
            "switch_mld" => Tunnel.SwitchMld(Id("port"), Id("ld")),
            "mhd" => Tunnel.Mhd,
            var other => throw new InvalidDataException($"Tunnel kind {other}"),
        };
    }
}
