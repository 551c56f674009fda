using System.Text.Json;
using LabSdk.Odp;
using LabSdk.Odp.Tests.Client;
using LabSdk.Odp.Tests.Wire;
using LabSdk.Testing;

namespace LabSdk.Simulation.Tests.Odp.Reading;

/// <summary>What other programs wrote from golden bytes is read as the golden rows.</summary>
public class IndependentProducerTests
{
    [Fact]
    [Trait("Category", "Vectors")]
    public async Task Sessions_written_by_an_independent_client_are_read_as_their_rows()
    {
        await using var broker = SimulatedBroker.Start();
        var cases = Vectors.Read("odp", "samples.json").EnumerateArray().ToArray();
        var sessions = cases.Select((vector, index) => new
        {
            name = vector.GetProperty("name").GetString(),
            source = $"Source{index}",
            session = Guid.NewGuid().ToString(),
            packet_type = vector.GetProperty("packet_type").GetString(),
            content_hex = vector.GetProperty("content_hex").GetString(),
            formats = vector.TryGetProperty("formats", out var formats) ? formats : default(JsonElement?),
        }).ToArray();
        var script = Path.Combine(RepositoryRoot.Path, "tests", "LabSdk.Simulation.Tests", "Odp", "Reading", "produce_sessions.py");
        await Programs.RunAsync("/usr/bin/python3", [script, broker.Address], JsonSerializer.Serialize(sessions));

        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}", new OdpOptions { EndGrace = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(sessions.Select(session => session.name), client.Sessions.All.Select(session => session.Identifier));
        foreach (var (index, vector) in cases.Index())
        {
            await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = sessions[index].session });
            var data = await reader.DataAsync().AllAsync();
            var rows = ExpandedRow.Of(data.Select(each => each.Value).OfType<SampleBlock>());
            if (vector.TryGetProperty("error", out var error))
            {
                Assert.Empty(rows);
                var isMalformed = error.GetString() == "malformed";
                Assert.Equal((isMalformed ? 0 : 1, isMalformed ? 2 : 1), (reader.Counters.Undecodable, reader.Counters.Malformed));
            }
            else
            {
                Assert.Equal(vector.GetProperty("rows").EnumerateArray().Select(Expected), rows);
                Assert.Equal((0, 1), (reader.Counters.Undecodable, reader.Counters.Malformed));
            }

            Assert.Equal(1, reader.Counters.OtherSessions);
            Assert.Equal(["", "Stream1"], data.Select(each => each.Stream).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Packet_of_kcat_is_handed_on_as_its_bytes()
    {
        await using var broker = SimulatedBroker.Start();
        await using var client = await OdpClient.ConnectAsync($"odp://{broker.Address}");
        var session = await TestSession.CreateAsync(client);
        await Programs.KcatAsync(broker, "-P -t Data.Default -p 0 -K: -D \u001e", $"{session.Key}:\n\u0005MyOwn\u0012\u0001x\"\u0003abc\u001e");
        await using var reader = await client.OpenReaderAsync(new OdpReadOptions { SessionKey = session.Key });

        var packet = Assert.Single(await reader.PacketsAsync().TakeAsync(1));

        Assert.Equal(("MyOwn", "abc", session.Key), (packet.Type, System.Text.Encoding.UTF8.GetString(packet.Content.Span), packet.SessionKey));
        Assert.NotNull(packet.SubmitTime);
    }

    private static ExpandedRow Expected(JsonElement row) => new(
        row[0].GetString()!,
        ulong.Parse(row[1].GetString()!),
        row[2].ValueKind switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => row[2].GetString()!,
            _ => ExpandedRow.Text(row[2].GetDouble()),
        },
        row[3].ValueKind == JsonValueKind.Number ? row[3].GetInt32() : (int)Enum.Parse<SampleStatus>(row[3].GetString()!["DATA_STATUS_".Length..], ignoreCase: true));
}
