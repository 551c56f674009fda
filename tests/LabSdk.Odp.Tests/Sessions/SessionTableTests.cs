using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Sessions;

public class SessionTableTests
{
    private readonly SessionTable _table = new(new TopicLayout());

    [Fact]
    public void Times_of_the_newer_generation_are_kept_and_an_offset_that_no_zone_has_is_not()
    {
        Apply("k", new NewSessionPacket { DataSource = "D", CreationTime = OdpTime.ToTimestamp(123), UtcOffset = new Duration { Seconds = 1L << 60 } });
        Apply("k", new EndOfSessionPacket { TerminationTime = OdpTime.ToTimestamp(456), TopicPartitionOffsets = { ["Data.D:0"] = 9 } });
        var session = Assert.Single(_table.Sessions);
        Assert.Equal((123ul, 456ul, TimeSpan.Zero, true), (session.CreationTime, session.TerminationTime, session.UtcOffset, session.IsComplete));
        Assert.Equal([new TopicOffset("Data.D", 0, 9)], session.EndOffsets);
        Assert.Equal("k (D, complete)", session.ToString());
    }

    [Fact]
    public void New_associations_are_told_once()
    {
        Apply("k", new NewSessionPacket { DataSource = "D" });
        Assert.Equal(["a"], Apply("k", new SessionInfoPacket { AssociateSessionKeys = { "a" } }).NewAssociates);
        Assert.Equal(["b"], Apply("k", new SessionInfoPacket { AssociateSessionKeys = { "a", "b" } }).NewAssociates);
        Assert.Empty(Apply("k", new SessionInfoPacket { Identifier = "x" }).NewAssociates);
        Assert.Equal(["a", "b"], _table.Get("k").AssociateSessionKeys);
    }

    [Fact]
    public void State_published_again_gives_the_same_session()
    {
        Apply("k", new NewSessionPacket { DataSource = "D", UtcOffset = Duration.FromTimeSpan(TimeSpan.FromHours(-2)), CreationTime = OdpTime.ToTimestamp(5) });
        Apply("k", new SessionInfoPacket { Identifier = "Run 1", Type = "Session", Version = 3, Details = { ["Driver"] = "A" }, AssociateSessionKeys = { "z" } });
        var session = _table.Get("k");
        Apply("k", SessionMerge.ToPacket(session));
        var again = _table.Get("k");
        Assert.Equal(session with { Details = again.Details, AssociateSessionKeys = again.AssociateSessionKeys }, again);
        Assert.Equal(session.Details, again.Details);
    }

    [Fact]
    public void Record_time_is_kept_so_that_a_dead_writer_shows()
    {
        _table.Apply(true, PacketContent.Wrap(new NewSessionPacket { DataSource = "D" }, "k"), 100);
        Assert.Equal(100ul, _table.Get("k").LastRecordTime);
        _table.Apply(true, PacketContent.Wrap(new SessionInfoPacket { Identifier = "x" }, "k"));
        Assert.Equal(100ul, _table.Get("k").LastRecordTime);
    }

    [Fact]
    public void Unknown_key_lists_what_there_is()
    {
        Apply("0f8fad5b", new NewSessionPacket { DataSource = "D" });
        var error = Assert.Throws<OdpConfigurationException>(() => _table.Get("0f8fad5c"));
        Assert.Equal((OdpErrorKind.UnknownSession, OdpErrorIds.UnknownSession), (error.Kind, error.ErrorId));
        Assert.Contains("Did you mean '0f8fad5b'", error.Message);
    }

    [Fact]
    public void Ten_thousand_updates_with_new_details_stay_cheap()
    {
        Apply("k", new NewSessionPacket { DataSource = "D" });
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            Apply("k", new SessionInfoPacket { Details = { [$"d{i}"] = "x" } });
        }

        Assert.Equal(10_000, _table.Get("k").Details.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000 * 6_000L);
    }

    [Fact]
    public void Hostile_records_break_nothing()
    {
        var good = Vectors.Read("odp", "session-replay.json").EnumerateArray().SelectMany(vector => vector.GetProperty("records").EnumerateArray())
            .Select(record => Convert.FromHexString(record.GetProperty("hex").GetString()!)).ToArray();
        var kinds = new HashSet<SessionChangeKind>();
        var table = new SessionTable(new TopicLayout(OdpGeneration.Legacy));
        var count = 0;
        new Hostile(1, good).Run(input =>
        {
            table = count++ % 50 == 0 ? new SessionTable(new TopicLayout(OdpGeneration.Legacy)) : table;
            kinds.Add(table.Apply(true, input).Kind);
            _ = table.Sessions.Select(session => session.ToString()).ToArray();
        });
        Assert.Equal(4, kinds.Count);
    }

    private SessionChange Apply(string key, IMessage message) => _table.Apply(true, PacketContent.Wrap(message, key));
}
