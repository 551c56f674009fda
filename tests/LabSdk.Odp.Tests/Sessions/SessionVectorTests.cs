using System.Text.Json;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Topics;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Sessions;

[Trait("Category", "Vectors")]
public class SessionVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "session-replay.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Records_make_the_sessions_of_the_vector(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var domain = vector.TryGetProperty("domain", out var given) ? given.GetString()! : "";
        var table = new SessionTable(new TopicLayout(vector.GetProperty("naming").GetString() == "legacy" ? OdpGeneration.Legacy : OdpGeneration.V21, domain: domain));
        var ignored = new List<int>();
        foreach (var (index, record) in vector.GetProperty("records").EnumerateArray().Index())
        {
            var change = table.Apply(record.GetProperty("key").ValueKind != JsonValueKind.Null, Convert.FromHexString(record.GetProperty("hex").GetString()!));
            Assert.Equal(change.Kind == SessionChangeKind.Ignored, change.Session is null);
            if (change.Kind == SessionChangeKind.Ignored)
            {
                Assert.NotEmpty(change.Reason!);
                ignored.Add(index);
            }
        }

        Assert.Equal(vector.GetProperty("ignored_records").EnumerateArray().Select(index => index.GetInt32()), ignored);
        var expected = vector.GetProperty("sessions").EnumerateArray().ToArray();
        var sessions = table.Sessions;
        Assert.Equal(expected.Length, sessions.Count);
        foreach (var (session, wanted) in sessions.Zip(expected))
        {
            Check(session, wanted);
        }
    }

    private static void Check(OdpSessionInfo session, JsonElement expected)
    {
        Assert.Equal(
            (expected.GetProperty("session_key").GetString(), expected.GetProperty("data_source").GetString(), expected.GetProperty("identifier").GetString(), expected.GetProperty("type").GetString()),
            (session.SessionKey, session.DataSource, session.Identifier, session.Type));
        Assert.Equal(expected.GetProperty("version").GetUInt32(), session.Version);
        Assert.Equal(expected.GetProperty("associate_session_keys").EnumerateArray().Select(key => key.GetString()), session.AssociateSessionKeys);
        Assert.Equal(
            expected.GetProperty("details").EnumerateObject().Select(detail => KeyValuePair.Create(detail.Name, detail.Value.GetString()!)).OrderBy(pair => pair.Key, StringComparer.Ordinal),
            session.Details.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(expected.GetProperty("utc_offset_seconds").GetDouble(), session.UtcOffset.TotalSeconds);
        Assert.Equal(expected.GetProperty("is_complete").GetBoolean(), session.IsComplete);
        Assert.Equal(Offsets(expected.GetProperty("start_offsets")), session.StartOffsets);
        Assert.Equal(Offsets(expected.GetProperty("end_offsets")), session.EndOffsets);
        Assert.Equal((expected.GetProperty("main_offset").GetInt64(), expected.GetProperty("essentials_offset").GetInt64()), (session.MainOffset, session.EssentialsOffset));
        Assert.Equal(Time(expected.GetProperty("creation_time")), session.CreationTime);
        Assert.Equal(Time(expected.GetProperty("termination_time")), session.TerminationTime);
    }

    private static IEnumerable<TopicOffset> Offsets(JsonElement list) =>
        list.EnumerateArray().Select(offset => new TopicOffset(offset[0].GetString()!, offset[1].GetInt32(), offset[2].GetInt64()));

    // RFC 3339 as everywhere in the vectors, or nanoseconds as text.
    private static ulong? Time(JsonElement time) => time.ValueKind == JsonValueKind.Null ? null
        : OdpTime.TryParse(time.GetString(), out var nanoseconds) ? nanoseconds : ulong.Parse(time.GetString()!);
}
