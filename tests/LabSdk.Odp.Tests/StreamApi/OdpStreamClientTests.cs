using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc;
using LabSdk.Grpc.Server;
using LabSdk.Odp.Tests.Client;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.KeyGenerator;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.StreamApi;

/// <summary>The client against a server that answers by script: what servers of the platform do, and what they should not.</summary>
public sealed class OdpStreamClientTests
{
    private const string Key = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public async Task Nobody_there_is_told_with_the_address_after_the_timeout()
    {
        await using (var server = await ScriptedServer.StartAsync())
        {
            var endpoint = server.Endpoint;
            await server.DisposeAsync();
            var error = await Assert.ThrowsAsync<OdpServerException>(() => OdpStreamClient.ConnectAsync(endpoint, new OdpStreamOptions { ConnectTimeout = TimeSpan.FromMilliseconds(300) }));
            Assert.Equal((OdpErrorKind.ServerUnreachable, OdpErrorIds.ServerUnreachable), (error.Kind, error.ErrorId));
            Assert.Contains(endpoint, error.Message, StringComparison.Ordinal);
            Assert.True(error.IsTransient);
        }
    }

    [Fact]
    public async Task Another_grpc_server_is_recognised()
    {
        await using var other = await GrpcServer.StartAsync(new GrpcServerOptions());
        var error = await Assert.ThrowsAsync<OdpServerException>(() => OdpStreamClient.ConnectAsync(other.Address.Authority));
        Assert.Equal((OdpErrorKind.ServerRefused, GrpcStatusCode.Unimplemented), (error.Kind, error.Status));
    }

    [Fact]
    public async Task Answers_that_say_no_are_errors()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("GetCurrentSessions", new GetCurrentSessionsResponse());

        // Session management switched off.
        await RefusedAsync(() => odp.Sessions.KeysAsync());
        await RefusedAsync(() => odp.Sessions.CreateAsync(new OdpSessionOptions { Identifier = "Run 1" }));

        // Unknown sessions.
        foreach (var call in (Func<Task>[])[
            () => odp.Sessions.GetAsync(Key), () => odp.Sessions.EndAsync(Key), () => odp.Sessions.UpdateIdentifierAsync(Key, "x"),
            () => odp.Sessions.UpdateDetailsAsync(Key, new Dictionary<string, string>()), () => odp.Sessions.AddAssociateAsync(Key, "other")])
        {
            var unknown = await Assert.ThrowsAsync<OdpConfigurationException>(call);
            Assert.Equal(OdpErrorKind.UnknownSession, unknown.Kind);
            Assert.Contains(Key, unknown.Message, StringComparison.Ordinal);
        }

        Assert.Null(await odp.Sessions.FindAsync(Key));

        // A known session that is not changed nevertheless.
        server.Answer("GetSessionInfo", new GetSessionInfoResponse { Success = true });
        await RefusedAsync(() => odp.Sessions.UpdateIdentifierAsync(Key, "x"));

        // Formats: no id is an error, an id that nobody knows is not.
        await RefusedAsync(() => odp.Formats.IdOfAsync("Default", ["a:b"]));
        await RefusedAsync(() => odp.Formats.EventIdOfAsync("Default", "a:b"));
        Assert.Null(await odp.Formats.ParametersOfAsync("Default", 1));
        Assert.Null(await odp.Formats.EventOfAsync("Default", 1));

        // Connections and keys.
        await RefusedAsync(() => odp.OpenAsync(new OdpConnectionOptions()));
        await RefusedAsync(() => odp.NewTextKeyAsync());
        server.Answer("GenerateUniqueKey", new GenerateUniqueKeyResponse { StringKey = "k" });
        Assert.Equal("k", await odp.NewTextKeyAsync());
        await RefusedAsync(() => odp.NewNumberKeyAsync());
        server.Answer("GenerateUniqueKey", new GenerateUniqueKeyResponse { UlongKey = ulong.MaxValue });
        Assert.Equal(ulong.MaxValue, await odp.NewNumberKeyAsync());
    }

    [Theory]
    [InlineData(GrpcStatusCode.InvalidArgument, false)]
    [InlineData(GrpcStatusCode.NotFound, false)]
    [InlineData(GrpcStatusCode.Unavailable, true)]
    [InlineData(GrpcStatusCode.Unknown, false)]
    [InlineData(GrpcStatusCode.ResourceExhausted, false)]
    public async Task Status_is_kept(GrpcStatusCode code, bool isTransient)
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Fail("CreateSession", (StatusCode)(int)code, "the broker is away");
        var error = await Assert.ThrowsAsync<OdpServerException>(() => odp.Sessions.CreateAsync(new OdpSessionOptions()));
        Assert.Equal((OdpErrorKind.ServerRefused, code, "CreateSession", isTransient), (error.Kind, error.Status, error.Method, error.IsTransient));
        Assert.Contains("the broker is away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_without_an_answer_ends_at_its_deadline()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync(new OdpStreamOptions { Timeout = TimeSpan.FromMilliseconds(200) });
        server.Hang("GetSessionInfo");
        var error = await Assert.ThrowsAsync<OdpServerTimeoutException>(() => odp.Sessions.GetAsync(Key));
        Assert.Equal((OdpErrorKind.ServerTimeout, OdpErrorIds.ServerTimeout, "GetSessionInfo"), (error.Kind, error.ErrorId, error.Method));
        using var cancel = new CancellationTokenSource();
        var waiting = odp.Sessions.GetAsync(Key, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Answer_that_cannot_be_read_is_a_protocol_error()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.AnswerBytes("GetSessionInfo", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]);
        Assert.Equal(OdpErrorKind.Malformed, (await Assert.ThrowsAsync<OdpProtocolException>(() => odp.Sessions.GetAsync(Key))).Kind);
    }

    [Fact]
    public async Task Session_is_read_with_all_its_facts()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("GetSessionInfo", new GetSessionInfoResponse
        {
            DataSource = "Default", Identifier = "Run 1", Type = "Session", Version = 3, IsComplete = true, MainOffset = 12, EssentialsOffset = 4, Success = true,
            Streams = { "Chassis", "Engine" }, AssociateSessionKeys = { "other" }, Details = { ["driver"] = "A" },
            TopicPartitionOffsets = { ["Data.Default:0"] = 12, ["Data.Default.Chassis:0"] = 100 },
            UtcOffset = new Google.Protobuf.WellKnownTypes.Duration { Seconds = -3600 },
            CreationTime = OdpTime.ToTimestamp(5_000_000_007),
        });
        var session = await odp.Sessions.GetAsync(Key);
        Assert.Equal(("Default", "Run 1", "Session", 3u, true, 12L, 4L), (
            session.Info.DataSource, session.Info.Identifier, session.Info.Type, session.Info.Version, session.Info.IsComplete, session.Info.MainOffset, session.Info.EssentialsOffset));
        Assert.Equal((5_000_000_007ul, TimeSpan.FromHours(-1), "A", "other"), (session.Info.CreationTime!.Value, session.Info.UtcOffset, session.Info.Details["driver"], session.Info.AssociateSessionKeys.Single()));

        // A connection begins each stream where the session did; a stream that came later, at 0.
        var options = OdpConnectionOptions.Of(session);
        Assert.Equal(["Chassis", "Engine"], options.Streams);
        Assert.Equal([100L, 0L], options.StreamOffsets);
        Assert.Equal((12L, 4L), (options.MainOffset, options.EssentialsOffset));
    }

    [Fact]
    public async Task Batches_become_packets()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("NewConnection", new NewConnectionResponse { Connection = new Connection { Id = -5 } });
        server.Answer("CloseConnection", new CloseConnectionResponse { Success = true });
        var marker = new MarkerPacket { Timestamp = 5, Label = "Lap 1", Type = "Lap Trigger", Value = 1 };
        var packet = new Packet { Type = "Marker", SessionKey = Key, IsEssential = true, Content = marker.ToByteString(), Id = 7 };
        var response = new PacketResponse { Packet = packet, Stream = "Chassis", SubmitTime = OdpTime.ToTimestamp(9_000_000_000) };
        server.Answer("ReadPackets", new ReadPacketsResponse { Response = { response, response, new PacketResponse() } }, new ReadPacketsResponse(), new ReadPacketsResponse { Response = { response } });
        server.Answer("ReadEssentials", new ReadEssentialsResponse { Response = { response } });
        server.Answer("ReadDataPackets", new ReadDataPacketsResponse { Response = { response } });

        await using (var connection = await odp.OpenAsync(new OdpConnectionOptions { SessionKey = Key, Streams = ["Chassis"] }))
        {
            Assert.Equal(-5, connection.Id);
            var packets = await connection.PacketsAsync().AllAsync();
            Assert.Equal(3, packets.Count);
            Assert.Equal((3L, 3L), (connection.Packets, connection.Batches));
            Assert.All(packets, each => Assert.Equal(
                ("Default", Key, "Chassis", "Marker", true, 7ul, 9_000_000_000ul), (each.DataSource, each.SessionKey, each.Stream, each.Type, each.IsEssential, each.Id, each.SubmitTime!.Value)));
            Assert.Equal(packet, Packet.Parser.ParseFrom(packets[0].Record.Span));
            Assert.Equal(OdpPacketOrigin.Essentials, (await connection.EssentialsAsync().AllAsync()).Single().Origin);
            Assert.Single(await connection.FilteredAsync(new OdpPacketFilter { IncludeMarkers = true }).AllAsync());

            // Decoded, the three copies are one marker.
            var data = Assert.Single(await odp.DecodeAsync(connection.PacketsAsync(), "Default").AllAsync());
            Assert.Equal("Lap 1", Assert.IsType<OdpMarker>(data.Value).Label);
        }

        Assert.Contains(server.Requests, request => request.Path.EndsWith("/CloseConnection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Formats_are_asked_once_and_packets_of_unknown_ones_wait_for_them()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("NewConnection", new NewConnectionResponse { Connection = new Connection { Id = 1 } });
        server.Answer("GetParametersList", new GetParametersListResponse { Parameters = { "vCar:Chassis" } });
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("vCar:Chassis", [1.0, 2.0], SampleTimes.Periodic(100, 10, 2)));
        var response = new PacketResponse { Packet = Packet.Parser.ParseFrom(SampleEncoder.Encode(block, 77, Key, 1)) };
        server.Answer("ReadPackets", new ReadPacketsResponse { Response = { response, response, response } });
        await using var connection = await odp.OpenAsync(new OdpConnectionOptions());

        var data = await odp.DecodeAsync(connection.PacketsAsync(), "Default").AllAsync();
        Assert.Equal(3, data.Count);
        Assert.Equal([1.0, 2.0], Assert.IsType<SampleBlock>(data[0].Value).Columns.Single().Doubles.ToArray());
        Assert.Single(server.Requests, request => request.Path.EndsWith("/GetParametersList", StringComparison.Ordinal));

        // Never defined: counted, not lost silently; asked at the begin and once more at the end.
        server.Answer("GetParametersList", new GetParametersListResponse());
        Assert.Empty(await odp.DecodeAsync(connection.PacketsAsync(), "Default").AllAsync());
        Assert.Equal(3, odp.Undecodable);
        Assert.Equal(3, server.Requests.Count(request => request.Path.EndsWith("/GetParametersList", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cancelled_and_abandoned_readings_leave_nothing_behind()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("NewConnection", new NewConnectionResponse { Connection = new Connection { Id = 1 } });
        server.Hang("ReadPackets", new ReadPacketsResponse { Response = { new PacketResponse { Packet = new Packet { Type = "X" } } } });
        await using var connection = await odp.OpenAsync(new OdpConnectionOptions());
        for (var round = 0; round < 20; round++)
        {
            using var cancel = new CancellationTokenSource();
            var isCancelled = round % 2 == 0;
            try
            {
                await foreach (var packet in connection.PacketsAsync(cancel.Token))
                {
                    Assert.Equal((1, "X"), (odp.OpenStreams, packet.Type));
                    if (!isCancelled)
                    {
                        break;
                    }

                    await cancel.CancelAsync();
                }

                Assert.False(isCancelled);
            }
            catch (OperationCanceledException)
            {
                Assert.True(isCancelled);
            }

            Assert.Equal(0, odp.OpenStreams);
        }

        // The server has seen every end, too.
        var patience = Patience.Token();
        while (server.Running > 0)
        {
            await Task.Delay(10, patience);
        }
    }

    [Fact]
    public async Task Silent_reading_ends_after_its_timeout()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("NewConnection", new NewConnectionResponse { Connection = new Connection { Id = 1 } });
        server.Hang("ReadEssentials");
        await using var connection = await odp.OpenAsync(new OdpConnectionOptions { InactivityTimeout = TimeSpan.FromMilliseconds(100) });
        Assert.Empty(await connection.EssentialsAsync().AllAsync());
        Assert.Equal(0, odp.OpenStreams);
    }

    [Fact]
    public async Task Lost_server_ends_a_reading_with_its_error()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Answer("NewConnection", new NewConnectionResponse { Connection = new Connection { Id = 1 } });
        server.Hang("ReadPackets", new ReadPacketsResponse { Response = { new PacketResponse { Packet = new Packet { Type = "X" } } } });
        await using var connection = await odp.OpenAsync(new OdpConnectionOptions());
        var error = await Assert.ThrowsAsync<OdpServerException>(async () =>
        {
            await foreach (var packet in connection.PacketsAsync())
            {
                server.Server.CutConnections();
            }
        });
        Assert.Equal(OdpErrorKind.ServerUnreachable, error.Kind);
        await odp.DisposeAsync();
        Assert.Equal(OdpErrorKind.ServerUnreachable, (await Assert.ThrowsAsync<OdpServerException>(() => odp.Sessions.KeysAsync())).Kind);
    }

    [Fact]
    public async Task Writer_gathers_small_packets_and_knows_whether_it_was_answered()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync(new OdpStreamOptions { Timeout = TimeSpan.FromMilliseconds(300) });
        var packet = PacketContent.Wrap(new MarkerPacket { Label = "x" }, Key);
        await using (var writer = odp.OpenWriter())
        {
            for (var i = 0; i < 10; i++)
            {
                await writer.WriteAsync("Default", "Chassis", Key, packet);
            }

            Assert.True(await writer.CompleteAsync());
            Assert.Equal(10, writer.Packets);
        }

        var (path, bytes) = Assert.Single(server.Requests, request => request.Path.EndsWith("/WriteDataPackets", StringComparison.Ordinal));
        var details = WriteDataPacketsRequest.Parser.ParseFrom(bytes).Details;
        Assert.Equal(10, details.Count);
        Assert.All(details, detail => Assert.Equal(("Default", "Chassis", Key, "Marker"), (detail.DataSource, detail.Stream, detail.SessionKey, detail.Message.Type)));

        // Servers that never answer have the packets nevertheless.
        server.Hang("WriteDataPackets");
        await using var unanswered = odp.OpenWriter();
        await unanswered.WriteAsync("Default", "", Key, packet);
        Assert.False(await unanswered.CompleteAsync());
        await Assert.ThrowsAsync<OdpProtocolException>(() => odp.WritePacketAsync("Default", "", Key, new byte[] { 0xFF }));
    }

    [Fact]
    public async Task Notices_of_both_kinds_come_as_one()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var odp = await server.ConnectAsync();
        server.Hang("GetSessionStartNotification", new GetSessionStartNotificationResponse { SessionKey = "a", DataSource = "Default" });
        server.Hang("GetSessionStopNotification", new GetSessionStopNotificationResponse { SessionKey = "b", DataSource = "Default" });
        var notices = await odp.Sessions.NoticesAsync().TakeAsync(2);
        Assert.Equal([("a", false), ("b", true)], notices.Select(notice => (notice.SessionKey, notice.IsEnd)).Order());
        Assert.Equal(0, odp.OpenStreams);
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<OdpServerException>(call);
        Assert.Equal((OdpErrorKind.ServerRefused, OdpErrorIds.ServerRefused, GrpcStatusCode.OK), (error.Kind, error.ErrorId, error.Status));
    }
}
