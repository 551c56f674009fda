using Google.Protobuf;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Wire;

/// <summary>The fast decoder agrees with the general parser on whatever comes, and takes memory only for what came.</summary>
public class SampleHostileTests
{
    [Theory]
    [InlineData(PacketTypes.PeriodicData, 1)]
    [InlineData(PacketTypes.SynchroData, 2)]
    [InlineData(PacketTypes.RowData, 3)]
    public void Decoder_agrees_with_the_general_parser(string type, int seed)
    {
        var formats = new AnyFormat();
        var decoder = new SampleDecoder(formats);
        var (good, bad) = (0, 0);
        new Hostile(seed, Good(type)).Run(input =>
        {
            var expected = ReferenceExpansion.Expand(type, input, formats);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var decoding = decoder.Decode(type, input);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_384 + (200L * input.Length));
            Assert.Equal(expected is null, decoding.Problem is not null);
            if (expected is null)
            {
                bad++;
                Assert.Empty(decoding.Blocks);
                Assert.NotNull(decoding.Reason);
                return;
            }

            good++;
            Assert.Equal(expected, ExpandedRow.Of(decoding.Blocks));
        });
        Assert.True(good > Hostile.Count / 100 && bad > Hostile.Count / 10, $"{good} good, {bad} bad");
    }

    [Theory]
    [InlineData(PacketTypes.PeriodicData, 4)]
    [InlineData(PacketTypes.RowData, 5)]
    public void Parameters_of_a_packet_are_told_or_refused(string type, int seed)
    {
        var decoder = new SampleDecoder(new AnyFormat());
        new Hostile(seed, Good(type)).Run(input =>
        {
            var problem = decoder.TryGetParameters(type, input, out var parameters);
            Assert.True(problem is null or OdpErrorKind.Malformed);
            Assert.True(problem is null || parameters.Count == 0);
            if (decoder.Decode(type, input).Problem is null)
            {
                Assert.Null(problem);
            }
        });
    }

    [Fact]
    public void A_length_that_is_only_claimed_takes_no_memory()
    {
        var decoder = new SampleDecoder(new AnyFormat());
        byte[] claim = [0x0A, 0x02, 0x08, 0x01, 0x22, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0x0A];
        decoder.Decode(PacketTypes.PeriodicData, claim);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(OdpErrorKind.Malformed, decoder.Decode(PacketTypes.PeriodicData, claim).Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_192);
    }

    [Fact]
    public void Broken_intervals_are_malformed_even_without_columns() =>
        Assert.Equal(OdpErrorKind.Malformed, new SampleDecoder(new AnyFormat()).Decode(PacketTypes.SynchroData, [0x1A, 0x01, 0x8A]).Problem);

    [Fact]
    public void Envelope_reader_agrees_with_the_general_parser()
    {
        var good = Vectors.Read("odp", "messages.json").EnumerateArray()
            .Where(vector => vector.GetProperty("message").GetString() == Packet.Descriptor.FullName)
            .Select(vector => Convert.FromHexString(vector.GetProperty("hex").GetString()!)).ToArray();
        var reader = new EnvelopeReader();
        new Hostile(6, good).Run(input =>
        {
            var isPacket = PacketContent.TryParse(Packet.Parser, input, out var expected);
            Assert.Equal(isPacket, reader.TryRead(input, out var packet));
            if (isPacket)
            {
                Assert.Equal((expected!.Type, expected.SessionKey, expected.IsEssential, expected.Id), (packet.Type, packet.SessionKey, packet.IsEssential, packet.Id));
                Assert.True(expected.Content.Span.SequenceEqual(packet.Content.Span));
            }
        });
    }

    [Fact]
    public void Every_content_of_a_packet_is_read_or_refused()
    {
        var good = Vectors.Read("odp", "messages.json").EnumerateArray().Select(vector => Convert.FromHexString(vector.GetProperty("hex").GetString()!)).ToArray();
        Func<byte[], bool>[] readers =
        [
            Reader(NewSessionPacket.Parser), Reader(SessionInfoPacket.Parser), Reader(EndOfSessionPacket.Parser), Reader(ConfigurationPacket.Parser),
            Reader(MetadataPacket.Parser), Reader(DataFormatDefinitionPacket.Parser), Reader(DataFormatConfigurationPacket.Parser), Reader(EventPacket.Parser),
            Reader(MarkerPacket.Parser), Reader(ErrorPacket.Parser), Reader(RawCANDataPacket.Parser), Reader(AxisDataPacket.Parser), Reader(MapDataPacket.Parser),
            Reader(CoverageCursorInfoPacket.Parser), Reader(StreamStartedPacket.Parser), Reader(StreamStoppedPacket.Parser), Reader(SystemStatusMessage.Parser),
        ];
        var (next, read) = (0, 0);
        new Hostile(7, good).Run(input => read += readers[next++ % readers.Length](input) ? 1 : 0);
        Assert.InRange(read, 1_000 * (Hostile.Count / 50_000), Hostile.Count - 1_000);
    }

    [Fact]
    public void Timed_contents_are_read_or_refused()
    {
        string[] types = [PacketTypes.Marker, PacketTypes.Event, PacketTypes.Error, PacketTypes.RawCanData, "EventData", "Other"];
        byte[][] good =
        [
            new MarkerPacket { Timestamp = 1, Label = "Out Lap", Type = OdpMarker.LapTrigger, Source = "0", Value = 1 }.ToByteArray(),
            new EventPacket { Timestamp = 2, DataFormat = new EventDataFormat { DataFormatIdentifier = 3 }, RawValues = { 1, 2 } }.ToByteArray(),
            new ErrorPacket { Timestamp = 3, Name = "Oil", Type = ErrorType.Logged, Status = ErrorStatus.Set }.ToByteArray(),
            new RawCANDataPacket { Timestamp = 4, Bus = 1, CanId = 0x7FF, Payload = ByteString.CopyFrom(1, 2, 3) }.ToByteArray(),
        ];
        var next = 0;
        new Hostile(8, good).Run(input =>
        {
            var problem = TimedContent.TryRead(types[next++ % types.Length], input, new AnyFormat(), out var data);
            Assert.True(problem is null or OdpErrorKind.Malformed);
            Assert.True(problem is null || data is null);
        });
    }

    private static Func<byte[], bool> Reader<T>(MessageParser<T> parser)
        where T : class, IMessage<T>, new() => input =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isRead = PacketContent.TryParse(parser, input, out _);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_384 + (200L * input.Length));
            return isRead;
        };

    private static byte[][] Good(string type) =>
    [
        .. Vectors.Read("odp", "samples.json").EnumerateArray().Where(vector => vector.GetProperty("packet_type").GetString() == type)
            .Select(vector => Convert.FromHexString(vector.GetProperty("content_hex").GetString()!)),
        .. RandomBlocks.Of(type, 20).Select(block => RandomBlocks.Content(block)),
    ];
}
