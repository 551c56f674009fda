using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Writing;

/// <summary>Samples as they lie in the topics.</summary>
public class SamplesTests
{
    private const ulong Start = 1_700_000_000_000_000_000;

    [Fact]
    public async Task Packets_of_a_rate_follow_each_other_without_gaps_whatever_the_clock_says()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync())
        {
            var signal = writer.Signal("a:X", 100);
            await signal.WriteAsync(new double[100], Start);
            Assert.Equal(Start + 1_000_000_000, signal.NextTime);
            await signal.WriteAsync(new double[3]);
            await signal.WriteAsync(new int[2]);
            await signal.WriteAsync(new double[1], Start + 9_000_000_000);
            await signal.WriteAsync(new double[1]);
        }

        var starts = (await bench.ReadAsync("Data.Default")).Where(packet => packet.Type == "PeriodicData").Select(packet => packet.Content(PeriodicDataPacket.Parser)).ToArray();
        Assert.Equal([Start, Start + 1_000_000_000, Start + 1_030_000_000, Start + 9_000_000_000, Start + 9_010_000_000], starts.Select(packet => packet.StartTime));
        Assert.All(starts, packet => Assert.Equal(10_000_000u, packet.Interval));
        Assert.Single(starts.Select(packet => packet.DataFormat.DataFormatIdentifier).Distinct());
    }

    [Fact]
    public async Task Samples_that_are_added_one_by_one_go_out_many_in_a_packet()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync())
        {
            var signal = writer.Signal("a:X", 50);
            for (var i = 0; i < 120; i++)
            {
                await signal.AddAsync(i);
            }

            await signal.WriteAsync(new double[] { 120 });
            await signal.AddAsync(121);
        }

        var blocks = (await bench.ReadAsync("Data.Default")).Where(packet => packet.Type == "PeriodicData").SelectMany(packet => packet.Samples(bench.Client, "Default")).ToArray();
        Assert.Equal([50, 50, 20, 1, 1], blocks.Select(block => block.Times.Count));
        Assert.Equal(Enumerable.Range(0, 122).Select(i => (double)i), blocks.SelectMany(block => block.Columns[0].ToNumbers()));
        var times = blocks.SelectMany(block => block.Times).ToArray();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(20_000_000ul, pair.Second - pair.First));
    }

    [Theory]
    [InlineData(SampleLayout.Periodic)]
    [InlineData(SampleLayout.Synchro)]
    [InlineData(SampleLayout.Row)]
    public async Task Packet_that_is_too_large_is_cut_by_samples_and_nothing_is_lost(SampleLayout layout)
    {
        const int Count = 20_000, Most = 10_000;
        await using var bench = await WriterBench.StartAsync();
        var times = SampleTimes.Periodic(Start, 1_000_000, Count);
        times = layout == SampleLayout.Periodic ? times : SampleTimes.Of([.. times.Select((time, i) => time + (ulong)(i % 7))]);
        var statuses = SampleStatuses.Of([.. Enumerable.Range(0, Count).Select(i => i % 10 == 0 ? SampleStatus.Missing : SampleStatus.Valid)]);
        SignalSamples[] columns = layout == SampleLayout.Row
            ? [SignalSamples.Of("x:A", Doubles(Count), times, statuses), SignalSamples.Of("y:A", Doubles(Count), times)]
            : [SignalSamples.Of("x:A", Doubles(Count), times, statuses), SignalSamples.Of("n:A", [.. Enumerable.Range(0, Count)], times), SignalSamples.None("none:A"),
                SignalSamples.Of("b:A", [.. Enumerable.Range(0, Count).Select(i => i % 3 == 0)], times), SignalSamples.Of("t:A", [.. Enumerable.Range(0, Count).Select(i => $"τ{i}")], times)];
        OdpWriterCounters counters;
        await using (var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { MaxRecordBytes = Most }))
        {
            await writer.WriteAsync(SampleBlock.Of(layout, columns), "S");
            await writer.FlushAsync();
            counters = writer.Counters;
        }

        var packets = (await bench.ReadAsync("Data.Default.S")).Where(packet => packet.Type.EndsWith("Data", StringComparison.Ordinal)).ToArray();
        Assert.All(packets, packet => Assert.InRange(packet.Record.Value.Length, 1, Most));
        Assert.InRange(packets.Length, 10, 400);
        Assert.True(counters.CutPackets > 0);
        Assert.Equal((Count * (long)columns.Count(column => column.Count > 0), 0L), (counters.Samples, counters.Failed));
        var blocks = packets.SelectMany(packet => packet.Samples(bench.Client, "Default")).ToArray();
        Assert.Equal(times, blocks.SelectMany(block => block.Times));
        for (var i = 0; i < columns.Length; i++)
        {
            Assert.Equal(Enumerable.Range(0, columns[i].Count).Select(columns[i].ValueAt), blocks.SelectMany(block => Enumerable.Range(0, block.Columns[i].Count).Select(block.Columns[i].ValueAt)));
            Assert.Equal(columns[i].Statuses, blocks.SelectMany(block => block.Columns[i].Statuses));
        }
    }

    [Fact]
    public async Task Samples_choose_the_packet_that_fits_their_times()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync())
        {
            await writer.WriteAsync(SignalSamples.Of("p:A", [1.0, 2], SampleTimes.Periodic(Start, 5, 2)));
            await writer.WriteAsync(SignalSamples.Of("s:A", [1.0, 2], SampleTimes.Of(Start, Start + 7)));
            await writer.WriteAsync(SignalSamples.Of("r:A", [1.0, 2], SampleTimes.Of(Start, Start + 5_000_000_000)));
            await writer.Signal("o:A", 0).WriteAsync(new double[] { 3 }, new ulong[] { Start });
            await writer.WriteAsync(SignalSamples.Of("e:A", Array.Empty<double>(), SampleTimes.Of()));
        }

        var packets = await bench.ReadAsync("Data.Default");
        Assert.Equal(["PeriodicData", "SynchroData", "RowData", "RowData"], packets.Select(packet => packet.Type).Where(type => type is "PeriodicData" or "SynchroData" or "RowData"));
        var definitions = packets.Where(packet => packet.Type == "Configuration").SelectMany(packet => packet.Content(ConfigurationPacket.Parser).ParameterDefinitions).ToArray();
        Assert.Equal(["p:A", "s:A", "r:A", "o:A"], definitions.Select(each => each.Identifier));
        Assert.Equal([true, false, false, false], definitions.Select(each => each.Frequencies.SequenceEqual([2e8])));
        Assert.Equal([false, true, false, false], definitions.Select(each => each.IncludesSynchroData));
        Assert.Equal([false, false, true, true], definitions.Select(each => each.IncludesRowData));
    }

    [Fact]
    public async Task Configuration_carries_the_definitions_and_is_cut_into_parts_when_it_is_large()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { MaxRecordBytes = 4_000, HasOutLap = false }))
        {
            writer.Signal(new OdpSignal("vCar:Chassis", "", "", "Speed", "km/h", 0, 360) { Frequencies = [100, 10], WarningMax = 350, Groups = ["Motion"], Texts = new Dictionary<double, string> { [0] = "still" } });
            writer.DefineEvent("Shift:Chassis", "Gear", OdpEventPriority.High, "from", "to");
            for (var i = 0; i < 200; i++)
            {
                writer.Signal($"s{i}:Engine", 10, "V", description: "One of many");
            }
        }

        var packets = (await bench.ReadAsync("Data.Default")).Where(packet => packet.Type == "Configuration").ToArray();
        Assert.All(packets, packet => Assert.InRange(packet.Record.Value.Length, 1, 4_000));
        var parts = packets.Select(packet => packet.Content(ConfigurationPacket.Parser)).ToArray();
        Assert.All(parts, part => Assert.Single(part.GroupDefinitions));
        var chassis = Assert.Single(parts, part => part.GroupDefinitions[0].Identifier == "Chassis");
        var speed = Assert.Single(chassis.ParameterDefinitions);
        Assert.Equal(("vCar", "Chassis", "Speed", "km/h", 360.0, 350.0, DataType.Float64), (speed.Name, speed.ApplicationName, speed.Description, speed.Units, speed.MaxValue, speed.WarningMaxValue, speed.DataType));
        Assert.Equal([100, 10], speed.Frequencies);
        Assert.Equal(("still", "Motion"), (speed.Conversion.StringValues[0], Assert.Single(chassis.GroupDefinitions[0].Groups).Identifier));
        Assert.Equal(("Shift", EventPriority.High, 2), (chassis.EventDefinitions[0].Name, chassis.EventDefinitions[0].Priority, chassis.EventDefinitions[0].DataTypes.Count));
        var engine = parts.Where(part => part.GroupDefinitions[0].Identifier == "Engine").ToArray();
        Assert.Equal(Enumerable.Range(1, engine.Length).Select(i => (uint)i), engine.Select(part => part.PacketNumber));
        Assert.All(engine, part => Assert.Equal((true, (uint)engine.Length, engine[0].ConfigId), (part.PartialPacket, part.TotalPacketNumber, part.ConfigId)));
        Assert.Equal(200, engine.Sum(part => part.ParameterDefinitions.Count));
    }

    [Fact]
    public async Task Everything_but_samples_goes_out_as_it_was_given()
    {
        await using var bench = await WriterBench.StartAsync();
        await using (var writer = await bench.Client.NewSessionAsync(new OdpSessionOptions { Streams = ["S"] }))
        {
            await writer.EventAsync(new OdpEvent("E:A", Start, [1, 2.5]), "S");
            await writer.CanAsync(new OdpCanMessage(Start, 2, 0x123, new byte[] { 1, 2 }, true), "S");
            await writer.ErrorAsync(new OdpErrorRecord("err", Start, "A", "G", "N", "D", true, false), "S");
            await writer.CoverageAsync(Start, "S");
            await writer.WritePacketAsync("Vendor", new byte[] { 9, 8, 7 }, "S", isEssential: true);
            await writer.MetadataAsync(new Dictionary<string, object> { ["text"] = "t", ["number"] = 3 });
            await writer.MarkerAsync(new OdpMarker(Start, Start + 1, "L", "Comment", "D", "0", 4));
            await Assert.ThrowsAsync<ArgumentException>(() => writer.MetadataAsync(new Dictionary<string, object> { ["wrong"] = DateTime.UnixEpoch }).AsTask());
        }

        var stream = (await bench.ReadAsync("Data.Default.S")).ToDictionary(packet => packet.Type == "Configuration" ? packet.Record.Offset.ToString() : packet.Type);
        var happened = stream["Event"].Content(EventPacket.Parser);
        Assert.Equal("E:A", bench.Client.Formats.EventOf("Default", happened.DataFormat.DataFormatIdentifier));
        Assert.Equal([1, 2.5], happened.RawValues);
        var can = stream["RawCANData"].Content(RawCANDataPacket.Parser);
        Assert.Equal((Start, 2u, 0x123u, "0102", CanType.Transmit), (can.Timestamp, can.Bus, can.CanId, Convert.ToHexString(can.Payload.Span), can.Type));
        var error = stream["Error"].Content(ErrorPacket.Parser);
        Assert.Equal(("err", "A", "G", "N", "D", ErrorType.Logged, ErrorStatus.Cleared), (error.ErrorIdentifier, error.ApplicationName, error.Group, error.Name, error.Description, error.Type, error.Status));
        Assert.Equal(("Default", Start), (stream["CoverageCursorInfo"].Content(CoverageCursorInfoPacket.Parser).DataSource, stream["CoverageCursorInfo"].Content(CoverageCursorInfoPacket.Parser).CoverageCursorTime));
        Assert.Equal("090807", Convert.ToHexString(stream["Vendor"].Packet.Content.Span));
        Assert.True(stream["Vendor"].Packet.IsEssential);
        var marker = stream["Marker"].Content(MarkerPacket.Parser);
        Assert.Equal((Start, Start + 1, "L", "Comment", "D", "0", 4L), (marker.Timestamp, marker.EndTime, marker.Label, marker.Type, marker.Description, marker.Source, marker.Value));
        var main = await bench.ReadAsync("Data.Default");
        Assert.Equal(["number", "text"], main.Single(packet => packet.Type == "Metadata").Content(MetadataPacket.Parser).Metadata.Keys.Order());
    }

    private static double[] Doubles(int count) => [.. Enumerable.Range(0, count).Select(i => i * 0.25)];
}
