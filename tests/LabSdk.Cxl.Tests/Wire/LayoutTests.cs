using System.Text.Json;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Every request and answer of the table, also of commands without a golden case, against layouts made from the table alone.</summary>
public class LayoutTests
{
    private const int Rounds = 20;

    public static TheoryData<string> Ids => [.. CxlCommands.All.Select(command => command.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Requests_are_written_and_read_as_the_table_says(string id)
    {
        var known = new WireCommand(id);
        Repeat(known.Structure("request"), (structure, fields, payload) =>
        {
            var layout = WireNames.Fields(structure);
            var built = WireValues.Build(known.Request!, layout, structure, fields);
            Assert.Equal(Convert.ToHexStringLower(payload), Convert.ToHexStringLower(WireCommand.Write(built)));
            WireValues.AssertEqual(known.ReadRequest(payload), layout, structure, fields);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Answers_are_read_and_written_as_the_table_says(string id)
    {
        var known = new WireCommand(id);
        Repeat(known.Structure("response"), (structure, fields, payload) =>
        {
            var layout = WireNames.Fields(structure);
            WireValues.AssertEqual(known.ReadResponse(payload, null), layout, structure, fields);
            var built = WireValues.Build(known.Response!, layout, structure, fields);
            Assert.Equal(Convert.ToHexStringLower(payload), Convert.ToHexStringLower(WireCommand.Write(built)));
        });
    }

    private static void Repeat(string? structure, Action<string, JsonElement, byte[]> check)
    {
        if (structure is null)
        {
            return;
        }

        var layout = new WireLayout(new Random(1));
        for (var round = 0; round < Rounds; round++)
        {
            var (fields, payload) = layout.Make(structure, withOptional: round % 2 == 0);
            check(structure, JsonSerializer.SerializeToElement(fields), payload);
        }
    }
}
