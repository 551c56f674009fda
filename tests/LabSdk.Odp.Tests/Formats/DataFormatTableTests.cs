using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Formats;

public class DataFormatTableTests
{
    [Fact]
    public void Names_with_commas_do_not_collide()
    {
        var table = new DataFormatTable("D");
        Define(table, 1, "a,b", "c");
        Define(table, 2, "a", "b,c");
        Assert.True(table.TryGetId(["a,b", "c"], out var first) && table.TryGetId(["a", "b,c"], out var second) && (first, second) == (1, 2));
        Assert.False(table.TryGetId(["a", "b", "c"], out _));
    }

    [Fact]
    public void Several_ids_of_one_list_all_resolve_and_the_first_is_written()
    {
        var table = new DataFormatTable("D");
        Assert.Equal(FormatChange.Added, Define(table, 9, "a"));
        Assert.Equal(FormatChange.Added, Define(table, 3, "a"));
        Assert.Equal(FormatChange.Known, Define(table, 3, "b"));
        Assert.True(table.TryGetId(["a"], out var id) && id == 9);
        Assert.True(table.TryGetParameters(3, out var names));
        Assert.Equal(["a"], names);
    }

    [Fact]
    public void Records_that_define_nothing_are_told_apart()
    {
        var table = new DataFormatTable("D");
        Assert.Equal(FormatChange.Ignored, table.Apply(PacketContent.Wrap(new MarkerPacket(), "k")));
        Assert.Equal(FormatChange.Malformed, table.Apply(new byte[] { 0xFF }));
        Assert.Equal(FormatChange.Malformed, table.Apply(PacketContent.Wrap(new DataFormatDefinitionPacket { Identifier = 1 }, "")));
        Assert.Empty(table.ParameterLists);
    }

    [Fact]
    public void Packet_is_decoded_once_its_definition_has_come()
    {
        var table = new DataFormatTable("D");
        var decoder = new SampleDecoder(table);
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("a", [1.0], SampleTimes.Periodic(0, 1, 1)));
        Assert.True(new EnvelopeReader().TryRead(SampleEncoder.Encode(block, 42, "k", 0), out var packet));
        var early = decoder.Decode(packet.Type, packet.Content.Span);
        Assert.Equal((OdpErrorKind.UnknownFormat, 42ul), (early.Problem, early.FormatId));
        Define(table, 42, "a");
        Assert.Equal("a", Assert.Single(decoder.Decode(packet.Type, packet.Content.Span).OrThrow()).Columns[0].Identifier);
    }

    [Fact]
    public void Ids_are_ticks_and_always_grow_even_when_the_clock_does_not()
    {
        var time = new FakeTime(new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var ids = new FormatIdGenerator(time);
        var first = ids.Next();
        Assert.Equal((ulong)time.GetUtcNow().Ticks, first);
        time.Advance(TimeSpan.FromSeconds(-5));
        Assert.Equal(first + 1, ids.Next());
        var drawn = new System.Collections.Concurrent.ConcurrentBag<ulong>();
        Parallel.For(0, 10_000, _ => drawn.Add(ids.Next()));
        Assert.Equal(10_000, drawn.Distinct().Count());
    }

    [Fact]
    public void Hostile_records_break_nothing()
    {
        var good = Vectors.Read("odp", "dataformat-replay.json").EnumerateArray().SelectMany(vector => vector.GetProperty("records").EnumerateArray())
            .Select(record => Convert.FromHexString(record.GetString()!)).ToArray();
        var table = new DataFormatTable("D");
        var changes = new HashSet<FormatChange>();
        new Hostile(1, good).Run(input => changes.Add(table.Apply(input)));
        Assert.Equal(4, changes.Count);
    }

    private static FormatChange Define(DataFormatTable table, ulong id, params string[] names)
    {
        var list = new ParameterList();
        list.ParameterIdentifiers.Add(names);
        return table.Apply(PacketContent.Wrap(new DataFormatDefinitionPacket { Identifier = id, Type = DataFormatType.Parameter, ParameterIdentifiers = list }, "", isEssential: true));
    }
}
