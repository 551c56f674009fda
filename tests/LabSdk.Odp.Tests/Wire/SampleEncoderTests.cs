using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Wire;

public class SampleEncoderTests
{
    [Theory]
    [InlineData(PacketTypes.PeriodicData)]
    [InlineData(PacketTypes.SynchroData)]
    [InlineData(PacketTypes.RowData)]
    public void Blocks_written_are_read_back_by_us_and_by_the_general_parser(string type)
    {
        var decoder = new SampleDecoder(new AnyFormat());
        foreach (var (index, block) in RandomBlocks.Of(type, 3_000, seed: 5).Index())
        {
            var record = SampleEncoder.Encode(block, index % 2 == 0 ? (ulong)block.Columns.Count : null, "key", (ulong)index);
            Assert.True(new EnvelopeReader().TryRead(record, out var packet));
            Assert.Equal((type, "key", (ulong)index, false), (packet.Type, packet.SessionKey, packet.Id, packet.IsEssential));
            var expected = ExpandedRow.Of([block]).ToArray();
            Assert.Equal(expected, ExpandedRow.Of(decoder.Decode(type, packet.Content.Span).OrThrow()));
            Assert.Equal(expected, ReferenceExpansion.Expand(type, packet.Content.ToArray(), new AnyFormat())!);
            Assert.Equal(record, Google.Protobuf.MessageExtensions.ToByteArray(Packet.Parser.ParseFrom(record)));
        }
    }

    [Fact]
    public void Content_is_the_plain_form_that_every_writer_makes()
    {
        foreach (var block in RandomBlocks.Of(PacketTypes.PeriodicData, 500, seed: 6).Where(block => !block.Columns.Any(HasMinusZero)))
        {
            var content = RandomBlocks.Content(block);
            Assert.Equal(content, Google.Protobuf.MessageExtensions.ToByteArray(PeriodicDataPacket.Parser.ParseFrom(content)));
        }
    }

    [Fact]
    public void Sign_of_a_zero_survives()
    {
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("p0", [-0.0], SampleTimes.Periodic(0, 10, 1)));
        var value = new SampleDecoder(new AnyFormat()).Decode(PacketTypes.PeriodicData, RandomBlocks.Content(block)).OrThrow()[0].Columns[0].Doubles[0];
        Assert.True(double.IsNegative(value));
    }

    [Fact]
    public void Names_are_in_the_packet_when_there_is_no_id()
    {
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("vCar:Chassis", [1.5, 2.5], SampleTimes.Periodic(100, 10, 2)));
        Assert.True(new EnvelopeReader().TryRead(SampleEncoder.Encode(block, null, "k", 1), out var packet));
        var decoded = PeriodicDataPacket.Parser.ParseFrom(packet.Content.Span);
        Assert.Equal(["vCar:Chassis"], decoded.DataFormat.ParameterIdentifiers.ParameterIdentifiers);
        Assert.Equal((100ul, 10u), (decoded.StartTime, decoded.Interval));
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused_before_anything_is_written()
    {
        var two = SampleTimes.Periodic(0, 10, 2);
        var first = SignalSamples.Of("a", [1.0, 2.0], two);
        Assert.Throws<ArgumentException>(() => SampleBlock.Of(SampleLayout.Periodic, first, SignalSamples.Of("b", [1.0], SampleTimes.Periodic(0, 10, 1))));
        Assert.Throws<ArgumentException>(() => SampleBlock.Of(SampleLayout.Row, first, SignalSamples.Of("b", [true, false], two)));
        Assert.Throws<ArgumentException>(() => SampleBlock.Of(SampleLayout.Row, first, SignalSamples.None("b")));
        Assert.Throws<ArgumentException>(() => SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("a", [1.0, 2.0], SampleTimes.Periodic(0, 1ul << 32, 2))));
        Assert.Throws<ArgumentException>(() => SampleBlock.Of(SampleLayout.Periodic, SignalSamples.None("a")));
        Assert.Throws<ArgumentException>(() => SignalSamples.Of("a", [1.0], two));
        var backwards = SampleBlock.Of(SampleLayout.Synchro, SignalSamples.Of("a", [1.0, 2.0], SampleTimes.Of(10, 5)));
        Assert.Throws<ArgumentException>(() => SampleEncoder.Encode(backwards, 1, "k", 0));
    }

    [Fact]
    public void Numbers_of_a_column_are_NaN_where_a_sample_is_not_valid()
    {
        var times = SampleTimes.Periodic(0, 1, 3);
        var statuses = SampleStatuses.Of(SampleStatus.Valid, SampleStatus.Missing, SampleStatus.Unspecified);
        Assert.Equal([1, double.NaN, double.NaN], SignalSamples.Of("b", [true, true, false], times, statuses).ToNumbers());
        Assert.Equal([1, 0, 0], SignalSamples.Of("b", [true, false, false], times).ToNumbers());
        Assert.All(SignalSamples.Of("s", ["1", "2", "3"], times).ToNumbers(), number => Assert.True(double.IsNaN(number)));
        Assert.Equal(SampleStatus.Missing, SignalSamples.Of("b", [1, 2, 3], times, statuses).Statuses[1]);
    }

    [Fact]
    public void Samples_of_a_fixed_rate_and_status_take_the_memory_of_their_values_only()
    {
        const int count = 100_000;
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("p0", new double[count], SampleTimes.Periodic(0, 10, count)));
        var content = RandomBlocks.Content(block);
        var decoder = new SampleDecoder(new AnyFormat());
        decoder.Decode(PacketTypes.PeriodicData, content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoding = decoder.Decode(PacketTypes.PeriodicData, content);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 8 * count, (8 * count) + 4_096);
        Assert.Equal(count, decoding.OrThrow()[0].SampleCount);
    }

    private static bool HasMinusZero(SignalSamples column) => column.Doubles.ToArray().Any(value => value == 0 && double.IsNegative(value));
}
