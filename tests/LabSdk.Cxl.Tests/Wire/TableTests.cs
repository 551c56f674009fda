using System.Text.Json;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>What the code says of each command is what the table says; the layouts have the table's sizes and offsets.</summary>
public class TableTests
{
    public static TheoryData<string> Ids => [.. CxlCommands.All.Select(command => command.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Description_is_that_of_the_table(string id)
    {
        var known = new WireCommand(id);
        var (command, table) = (known.Command, known.Table);
        Assert.Equal(Convert.ToUInt16(table.GetProperty("opcode").GetString(), 16), command.Opcode);
        Assert.Equal(table.GetProperty("mctp_message_type").GetInt32(), (int)command.MessageType);
        Assert.Equal(table.GetProperty("requires_fmapi").GetBoolean(), command.RequiresFabricManager);
        Assert.Equal(table.GetProperty("danger").GetString()!.Replace("_", ""), command.Danger.ToString(), ignoreCase: true);
        Assert.Equal(table.GetProperty("background").GetString(), command.Background.ToString(), ignoreCase: true);
        Assert.Equal(table.GetProperty("linux_raw_denied_by_default").GetBoolean(), command.IsRawDenied);
        Assert.Equal(table.GetProperty("response_min_size").GetInt32(), command.ResponseMinimumSize);
        Assert.Equal(table.GetProperty("request_fixed_size") is { ValueKind: JsonValueKind.Number } size ? size.GetInt32() : 0, command.RequestFixedSize);
        Assert.Equal(table.GetProperty("applies_to").GetString(), command.AppliesTo);
        Assert.Equal(Effects(table.GetProperty("effects")), (int)command.Effects);
        Assert.Equal(table.GetProperty("request").ValueKind == JsonValueKind.Null, known.Request is null);
        Assert.Equal(table.GetProperty("response").ValueKind == JsonValueKind.Null, known.Response is null);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_empty_record_has_the_smallest_size(string id)
    {
        var known = new WireCommand(id);
        if (known.Request is { } request)
        {
            var least = id == "set_event_interrupt_policy" ? 4 : known.Command.RequestFixedSize;
            Assert.Equal(least, WireCommand.Write(Activator.CreateInstance(request)!).Length);
        }

        if (known.Response is { } response)
        {
            Assert.Equal(known.Command.ResponseMinimumSize, WireCommand.Write(Activator.CreateInstance(response)!).Length);
        }
    }

    [Fact]
    public void Tables_of_the_code_and_of_the_structures_have_the_same_texts()
    {
        AssertNames("logs", CxlLogIds.NameOf);
        AssertNames("features", CxlFeatureIds.NameOf);
        AssertNames("event_records", CxlEventIds.NameOf);
        Assert.Null(CxlLogIds.NameOf(Guid.Empty));
        var states = WireNames.Table.GetProperty("enums").GetProperty("media_status").EnumerateObject();
        Assert.All(states, state => Assert.Equal(state.Value.GetString(), ((CxlMediaStatus)int.Parse(state.Name)).ToText()));
        Assert.Null(((CxlMediaStatus)10).ToText());
    }

    private static void AssertNames(string table, Func<Guid, string?> nameOf) =>
        Assert.All(WireNames.Table.GetProperty(table).EnumerateArray(), entry => Assert.StartsWith(nameOf(entry.GetProperty("uuid").GetGuid())!, entry.GetProperty("name").GetString()));

    private static int Effects(JsonElement names)
    {
        var bits = WireNames.Fields("get_log_cel_rsp")[1].GetProperty("bits").EnumerateArray()
            .ToDictionary(bit => bit.GetProperty("name").GetString()!, bit => 1 << int.Parse(bit.GetProperty("bits").GetString()!));
        return names.EnumerateArray().Sum(name => bits[name.GetString()!]);
    }
}
