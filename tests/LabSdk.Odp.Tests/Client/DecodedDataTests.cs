using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Client;

/// <summary>What packets become.</summary>
public class DecodedDataTests : InMemoryClient
{
    [Fact]
    public async Task Packets_of_an_unknown_format_wait_for_the_definition_and_keep_their_order()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 3, formatId: 77);
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        await using var samples = reader.SamplesAsync(null, Patience.Token()).GetAsyncEnumerator();
        var first = samples.MoveNextAsync().AsTask();
        while (reader.Counters.Held < 3)
        {
            await Task.Delay(10);
        }

        await DefineAsync(client, 77, TestSession.Speed);
        await session.WriteAsync("A", 3, formatId: 77);
        await session.CloseAsync("", "A");
        await session.EndAsync();

        var all = new List<SignalSamples>();
        for (var more = await first; more; more = await samples.MoveNextAsync())
        {
            all.Add(samples.Current);
        }

        Assert.Equal(Counting(6), Values(all));
        Assert.Equal((0, 0), (reader.Counters.Held, reader.Counters.Undecodable));
    }

    [Fact]
    public async Task Packets_whose_format_is_never_defined_are_counted_and_hold_up_nothing()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 3, formatId: 77);
        await session.WriteAsync("A", 2);
        await session.CloseAsync("", "A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        Assert.Equal(Counting(2, from: 3), Values(await reader.SamplesAsync().AllAsync()));
        Assert.Equal((0, 3), (reader.Counters.Held, reader.Counters.Undecodable));
        Assert.Contains("3 packets", client.Counters.LastProblem);
    }

    [Fact]
    public async Task Packets_that_wait_are_bounded_and_the_rest_is_counted()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.WriteAsync("A", 10_050, formatId: 77);
        await session.CloseAsync("A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        var most = 0L;
        await foreach (var data in reader.DataAsync(Patience.Token()))
        {
            most = Math.Max(most, reader.Counters.Held);
        }

        Assert.Equal(10_000, most);
        Assert.Equal(10_050, reader.Counters.Undecodable);
    }

    [Fact]
    public async Task Marker_on_several_streams_and_in_the_essentials_is_one_marker()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        var lap = new MarkerPacket { Timestamp = TestSession.Begin, Label = "Out Lap", Type = "Lap Trigger", Source = "0", Value = 1 };
        await session.SendAsync("", lap, isEssential: true);
        await session.SendAsync("A", lap);
        await session.SendAsync("A", new MarkerPacket { Timestamp = TestSession.Begin + 1, Label = "Lap 2", Type = "Lap Trigger", Source = "0", Value = 2 });
        await session.CloseAsync("", "A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        var data = await reader.DataAsync().AllAsync();

        Assert.Equal([1, 2], data.Select(each => each.Value).OfType<OdpMarker>().Select(marker => marker.Value));
        Assert.Single(data.Select(each => each.Value).OfType<OdpConfiguration>());
        Assert.Equal(OdpPacketOrigin.Essentials, data[0].Packet.Origin);
        Assert.Equal(4, reader.Counters.Repeated);
    }

    [Fact]
    public async Task Everything_else_is_decoded_fully()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        IMessage[] packets =
        [
            new MetadataPacket { Metadata = { ["Driver"] = Any.Pack(new StringValue { Value = "X" }), ["Fuel"] = Any.Pack(new DoubleValue { Value = 12.5 }), ["Other"] = Any.Pack(new Duration { Seconds = 1 }) } },
            new AxisDataPacket { AxisIdentifier = "rpm", Timestamp = 5, Values = new ValueArray { Values = { 1, 2, 3 } } },
            new MapDataPacket { MapIdentifier = "fuel", Timestamp = 6, XAxisIdentifier = "rpm", XIndexIdentifier = "n", YAxisIdentifier = "load", Values = { new ValueArray { Values = { 1 } }, new ValueArray { Values = { 2, 3 } } } },
            new CoverageCursorInfoPacket { DataSource = "Default", CoverageCursorTime = 99 },
            new StreamStartedPacket { DataSource = "Default", SessionKey = session.Key, StreamName = "A", StartTime = new Timestamp { Seconds = 2 } },
            new EventPacket { DataFormat = new EventDataFormat { EventIdentifier = "Gear:Car" }, Timestamp = 7, RawValues = { 4 } },
            new ErrorPacket { ErrorIdentifier = "E1", Timestamp = 8, Status = ErrorStatus.Set },
            new RawCANDataPacket { Timestamp = 9, Bus = 1, CanId = 0x123, Payload = ByteString.CopyFrom(1, 2), Type = CanType.Transmit },
            new SystemStatusMessage { Service = "bridge", Type = SystemStatusType.Heartbeat },
            new StreamStoppedPacket { DataSource = "Default", SessionKey = session.Key, StreamName = "A" },
        ];
        foreach (var packet in packets)
        {
            await session.SendAsync("A", packet);
        }

        await session.SendAsync("A", new Packet { Type = "MyOwn", SessionKey = session.Key, Content = ByteString.CopyFrom(0xff, 0xff) }.ToByteArray());
        await session.CloseAsync("A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        var cursors = new List<OdpCoverageCursor>();
        reader.CoverageCursorReceived += cursors.Add;

        var values = (await reader.DataAsync().AllAsync()).ConvertAll(data => data.Value);

        var metadata = Assert.IsType<OdpMetadata>(values[0]);
        Assert.Equal(("X", 12.5), (metadata.Values["Driver"], metadata.Values["Fuel"]));
        Assert.EndsWith("Duration", Assert.IsType<OdpAny>(metadata.Values["Other"]).TypeUrl);
        Assert.Equal([1.0, 2, 3], Assert.IsType<OdpAxis>(values[1]).Values);
        var map = Assert.IsType<OdpMap>(values[2]);
        Assert.Equal([1, 2], map.Rows.Select(row => row.Count));
        Assert.True(map.IsTwoDimensional);
        Assert.Equal(new OdpCoverage("Default", 99), values[3]);
        Assert.Equal(new OdpStreamMark("Default", "A", true, 2_000_000_000), values[4]);
        Assert.Equal("Gear:Car", Assert.IsType<OdpEvent>(values[5]).Identifier);
        Assert.True(Assert.IsType<OdpErrorRecord>(values[6]).IsSet);
        Assert.Equal(0x123u, Assert.IsType<OdpCanMessage>(values[7]).CanId);
        Assert.Equal(new OdpSystemStatus("bridge", "", 1), values[8]);
        Assert.False(Assert.IsType<OdpStreamMark>(values[9]).IsStart);
        Assert.Equal("MyOwn", Assert.IsType<OdpOpaque>(values[10]).Type);
        Assert.Equal(OdpSessionMarkKind.End, Assert.IsType<OdpSessionMark>(values[11]).Kind);
        Assert.Equal(new OdpCoverageCursor("Default", session.Key, 99), Assert.Single(cursors));
        Assert.Equal(1, reader.Counters.UnknownTypes);
    }

    [Fact]
    public async Task Essentials_can_be_read_alone_and_packets_can_have_them_first()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 100);
        await using var essentials = await client.OpenReaderAsync(Of(session.Info) with { OnlyEssentials = true });
        await using var all = await client.OpenReaderAsync(Of(session.Info) with { DeliverEssentials = true });

        Assert.IsType<OdpConfiguration>(Assert.Single(await essentials.DataAsync().AllAsync()).Value);
        Assert.Equal("km/h", Assert.Single(essentials.Signals).Units);
        Assert.Equal(OdpPacketOrigin.Essentials, (await all.PacketsAsync().TakeAsync(1))[0].Origin);
    }

    [Fact]
    public async Task Samples_that_do_not_fit_their_format_are_counted()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await DefineAsync(client, 78, "a", "b");
        await session.WriteAsync("A", 1, formatId: 78);
        await session.CloseAsync("A");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        Assert.Empty(await reader.SamplesAsync().AllAsync());
        Assert.Equal(1, reader.Counters.Undecodable);
    }

    [Fact]
    public async Task Windows_merge_streams_and_subscriptions_change_while_they_are_read()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A", "B");
        await session.OpenAsync("", "A", "B");
        await session.WriteAsync("A", 100);
        await session.WriteAsync("B", 100, signal: "other:B");
        await session.CloseAsync("", "A", "B");
        await session.EndAsync();
        await using var reader = await client.OpenReaderAsync(Of(session.Info));
        reader.Subscribe("vCar:*");

        var windows = await reader.BufferedAsync(new BufferingOptions { SubscribedParameters = ["vCar:*", "other:*"], WindowLength = TimeSpan.FromSeconds(20) }).AllAsync();

        var samples = windows.SelectMany(window => window.Samples).ToArray();
        Assert.Equal((SampleWindowKind.Start, SampleWindowKind.End), (windows[0].Kind, windows[^1].Kind));
        Assert.Equal(2_000, samples.Length);
        Assert.Equal(samples.OrderBy(sample => sample.Time).ThenBy(sample => sample.Identifier, StringComparer.Ordinal), samples);

        await using var changing = await client.OpenReaderAsync(Of(session.Info));
        changing.UnsubscribeAll();
        changing.Subscribe("vCar:*");
        var seen = new List<TimedSample>();
        await foreach (var window in changing.BufferedAsync(cancellationToken: Patience.Token()))
        {
            seen.AddRange(window.Samples);
            changing.Unsubscribe("vCar:*");
        }

        Assert.All(seen, sample => Assert.Equal(TestSession.Speed, sample.Identifier));
        Assert.InRange(seen.Count, 0, 999);
    }

    [Fact]
    public async Task Interpolated_reading_brings_streams_onto_one_grid()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.WholeAsync(client, "Run", 100, "A");
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        var results = (await reader.InterpolatedAsync(new InterpolationOptions(10)).AllAsync()).SelectMany(batch => batch.Results).ToArray();

        Assert.Equal(100, results.Length);
        Assert.Equal(1_000, results.Sum(result => result.Count));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (i * 10) + 9.0), results.Select(result => result.Last));
    }

    [Fact]
    public async Task Held_windows_of_a_live_session_come_after_a_silence()
    {
        await using var client = await ConnectAsync();
        var session = await TestSession.CreateAsync(client, "Run", "A");
        await session.OpenAsync("", "A");
        await session.WriteAsync("A", 1);
        await using var reader = await client.OpenReaderAsync(Of(session.Info));

        var windows = await reader.BufferedAsync(new BufferingOptions { WindowLength = TimeSpan.FromMilliseconds(200) }).TakeAsync(2);

        Assert.Equal(10, windows[1].Samples.Count);
    }

    private static Task DefineAsync(OdpClient client, ulong id, params string[] parameters) => client.Transport.SendAsync(new KafkaMessage(
        client.Topics.Essentials("Default").Topic,
        [],
        PacketContent.Wrap(new DataFormatDefinitionPacket { Identifier = id, Type = DataFormatType.Parameter, ParameterIdentifiers = new ParameterList { ParameterIdentifiers = { parameters } } }, "", true))).AsTask();
}
