using System.Text.Json;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Golden cases of all commands: the bytes of requests, the fields of answers.</summary>
[Trait("Category", "Vectors")]
public class CommandVectorTests
{
    private static readonly string[] Files = ["commands-generic.json", "commands-memdev.json", "commands-fmapi.json", "commands-vendor.json"];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (var row in Files.SelectMany(file => Vectors.Load("cxl", file)))
        {
            rows.Add((string)row[0], (string)row[1]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Request_has_the_bytes_of_the_case(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var command = new WireCommand(vector.GetProperty("command").GetString()!);
        var expected = Convert.FromHexString(vector.GetProperty("request_payload").GetString() ?? "");
        if (BuildRequest(command, vector) is not { } request)
        {
            Assert.Empty(expected);
            Assert.Null(command.Request);
            return;
        }

        Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(WireCommand.Write(request)));
        Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(WireCommand.Write(command.ReadRequest(expected))));
        if (command.Structure("request") is { } structure)
        {
            WireValues.AssertEqual(command.ReadRequest(expected), WireNames.Fields(structure), structure, vector.GetProperty("request_fields"));
        }

        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answer_has_the_fields_of_the_case_and_is_written_back(string name, string json)
    {
        var vector = Vectors.Parse(json);
        var command = new WireCommand(vector.GetProperty("command").GetString()!);
        var fields = vector.GetProperty("response_fields");
        var payload = Convert.FromHexString(vector.GetProperty("response_payload").GetString() ?? "");
        if (fields.ValueKind == JsonValueKind.Null || vector.GetProperty("return_code").GetInt32() > 1)
        {
            return;
        }

        var request = BuildRequest(command, vector);
        var answer = command.ReadResponse(payload, request);
        AssertFields(command, answer, fields);

        var written = WireCommand.Write(answer);
        Assert.Equal(payload.Length, written.Length);
        Assert.All(payload.Zip(written), pair => Assert.True(pair.First == pair.Second || pair.Second == 0, name));
        Assert.Equal(written, WireCommand.Write(command.ReadResponse(written, request)));
        AssertFields(command, command.ReadResponse(written, request), fields);
        if (!vector.TryGetProperty("note", out _))
        {
            Assert.Equal(payload, written);
        }

        // Bytes that a newer device adds are kept.
        byte[] more = [.. payload, 0xA5, 0x5A];
        var longer = command.ReadResponse(more, request);
        if (answer.GetType().GetProperty("Data") is null)
        {
            AssertFields(command, longer, fields);
        }

        Assert.Equal([0xA5, 0x5A], WireCommand.Write(longer)[^2..]);
    }

    private static object? BuildRequest(WireCommand command, JsonElement vector)
    {
        if (command.Request is null)
        {
            return null;
        }

        var given = vector.GetProperty("request_fields");
        if (command.Structure("request") is { } structure)
        {
            return WireValues.Build(command.Request, WireNames.Fields(structure), structure, given);
        }

        return new VendorSpecificRequest { Data = Convert.FromHexString(given.GetProperty("data").GetString()!) };
    }

    private static void AssertFields(WireCommand command, object answer, JsonElement fields)
    {
        if (command.Structure("response") is { } structure)
        {
            WireValues.AssertEqual(answer, WireNames.Fields(structure), structure, fields);
        }
        else if (answer is GetLogCel cel)
        {
            var entries = fields.GetProperty("entries").EnumerateArray().ToArray();
            Assert.Equal(entries.Length, cel.Entries.Count);
            Assert.All(entries.Zip(cel.Entries), pair => WireValues.AssertEqual(pair.Second, WireNames.Fields("get_log_cel_rsp"), "get_log_cel_rsp", pair.First));
        }
        else
        {
            var data = (ReadOnlyMemory<byte>)answer.GetType().GetProperty("Data")!.GetValue(answer)!;
            Assert.Equal(fields.GetProperty("data").GetString(), Convert.ToHexStringLower(data.Span));
        }
    }
}
