using System.Buffers.Binary;
using System.Net.Sockets;
using LabSdk.Odp;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>Bytes of clients that mean no good, or know no better.</summary>
public class HostileClientTests
{
    private const int Inputs = 60_000;
    private const long MostPerInput = 256 * 1024;

    [Fact]
    public async Task No_request_does_more_than_end_its_connection_and_none_makes_the_broker_allocate_much()
    {
        using var state = new BrokerState(new SimulatedBrokerOptions { MaxPartitions = 200, MaxGroups = 50, RetentionBytes = 64 * 1024 });
        state.Topics.Create("t", 2);
        var apis = new ApiTable(state);
        var kinds = apis.All.ToArray();
        var random = new Random(20_26);
        using var writer = new KafkaWriter();
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        var (answered, refused) = (0, 0);
        for (var i = 0; i < Inputs; i++)
        {
            var bytes = Request(random, kinds[random.Next(kinds.Length)]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var (request, handler) = RequestHead.Read(bytes, apis, "/nowhere", ended.Token);
                writer.Begin(request.CorrelationId, request.IsFlexible);
                await handler.HandleAsync(request, writer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
                answered++;
            }
            catch (Exception error) when (error is MalformedRequestException or OperationCanceledException)
            {
                refused++;
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostPerInput + (200L * bytes.Length), $"{allocated} bytes for a request of {bytes.Length}: {Convert.ToHexString(bytes)}");
        }

        Assert.True(answered > Inputs / 20 && refused > Inputs / 20, $"{answered} answered, {refused} refused");
        Assert.InRange(state.Topics.All.Sum(topic => topic.Partitions.Count), 2, 200);
    }

    [Fact]
    public void No_batch_does_more_than_be_refused()
    {
        var random = new Random(7);
        using var log = new PartitionLog(null, 256 * 1024, new LogCounters());
        var stored = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var batch = TestBatch.Of(random.Next(1, 5), random.Next(-1, 3), (short)random.Next(-1, 2), random.Next(-1, 4), random.NextInt64(-5, 5000), attributes: (short)random.Next(0, 6));
            for (var flips = random.Next(0, 4); flips > 0; flips--)
            {
                batch[random.Next(batch.Length)] = (byte)random.Next(256);
            }

            batch = random.Next(4) == 0 ? batch[..random.Next(batch.Length + 1)] : batch;
            if (batch.Length > 61 && random.Next(3) > 0)
            {
                TestBatch.Sealed(batch);
            }

            if (batch.Length > 0 && log.Append(batch, 10_000).Error == KafkaErrorCode.None)
            {
                stored++;
            }

            if (i % 100 == 0)
            {
                log.FirstSince(random.NextInt64(0, 6000));
            }
        }

        Assert.InRange(stored, 1000, Inputs);
        Assert.InRange(log.Bytes, 1, 256 * 1024);
    }

    [Theory]
    [InlineData("474554202F20485454502F312E310D0A0D0A")]
    [InlineData("FFFFFFFF00")]
    [InlineData("7FFFFFFF0000000000000000")]
    [InlineData("00000000")]
    [InlineData("0000000A00630000000000010000")]
    [InlineData("0000000A00000063000000010000")]
    [InlineData("0000000E000300000000000100007FFFFFFF")]
    public async Task A_client_that_talks_nonsense_is_closed_and_the_others_do_not_notice(string hex)
    {
        await using var broker = SimulatedBroker.Start();
        await using var good = KafkaTransport.Open(broker.Address);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await good.SendAndWaitAsync(new KafkaMessage("t", null, [1], 0), patience.Token);
        using var bad = await ConnectAsync(broker);
        await bad.SendAsync(Convert.FromHexString(hex), patience.Token);
        Assert.Equal(0, await ReceiveToEndAsync(bad, patience.Token));
        Assert.Equal(1, (await good.SendAndWaitAsync(new KafkaMessage("t", null, [1], 0), patience.Token)).Offset);
        Assert.Equal(1, broker.Statistics.Problems);
        Assert.StartsWith("A connection from /127.0.0.1 was closed:", broker.Statistics.LastProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_only_announced_takes_no_memory_and_ends_after_its_time()
    {
        await using var broker = SimulatedBroker.Start(new SimulatedBrokerOptions { TransferTimeout = TimeSpan.FromMilliseconds(200) });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var clients = new List<Socket>();
        for (var i = 0; i < 50; i++)
        {
            var client = await ConnectAsync(broker);
            await client.SendAsync(new byte[] { 3, 0, 0, 0, 0, 0 }, patience.Token);
            clients.Add(client);
        }

        Assert.InRange(broker.Statistics.BufferedBytes, 0, 50 * 64 * 1024);
        foreach (var client in clients)
        {
            Assert.Equal(0, await ReceiveToEndAsync(client, patience.Token));
            client.Dispose();
        }

        Assert.Equal(50, broker.Statistics.Problems);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_refused_until_one_ends()
    {
        await using var broker = SimulatedBroker.Start(new SimulatedBrokerOptions { MaxConnections = 2 });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var first = await ConnectAsync(broker);
        using var second = await ConnectAsync(broker);
        await AskVersionsAsync(first, patience.Token);
        await AskVersionsAsync(second, patience.Token);
        using (var third = await ConnectAsync(broker))
        {
            Assert.Equal(0, await ReceiveToEndAsync(third, patience.Token));
        }

        first.Close();
        while (broker.Statistics.Connections > 1)
        {
            await Task.Delay(1, patience.Token);
        }

        using var fourth = await ConnectAsync(broker);
        await AskVersionsAsync(fourth, patience.Token);
        await AskVersionsAsync(second, patience.Token);
    }

    [Fact]
    public async Task A_newer_question_for_versions_is_answered_in_the_oldest_form()
    {
        await using var broker = SimulatedBroker.Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = await ConnectAsync(broker);
        await client.SendAsync(Convert.FromHexString("0000000B" + "00120063" + "0000002A" + "FFFF00"), patience.Token);
        var answer = new byte[4 + 4 + 2 + 4 + 6];
        await ReceiveAsync(client, answer, patience.Token);
        Assert.Equal("00000010" + "0000002A" + "0023" + "00000001" + "001200000003", Convert.ToHexString(answer));
    }

    private static byte[] Request(Random random, IApiHandler handler)
    {
        var version = (short)random.Next(handler.Versions.Lowest, handler.Versions.Highest + 1);
        List<byte> bytes = [];
        Add16((short)handler.Api);
        Add16(version);
        Add32(random.Next());
        Add16(-1);
        if (version >= handler.FlexibleFrom)
        {
            bytes.Add(0);
        }

        // Fields of the usual sizes with usual, and now and then unusual, values: many get far into the request.
        for (var fields = random.Next(0, 16); fields > 0; fields--)
        {
            switch (random.Next(10))
            {
                case 0:
                    bytes.Add((byte)random.Next(256));
                    break;
                case 1:
                    Add16((short)random.Next(-1, 3));
                    break;
                case 2:
                    Add16((short)random.Next(short.MinValue, short.MaxValue));
                    break;
                case 3 or 4 or 5:
                    Add32(random.Next(-1, 3));
                    break;
                case 6:
                    Add32(random.Next(8) == 0 ? int.MaxValue : random.Next(100));
                    break;
                case 7:
                    Add16(1);
                    bytes.Add((byte)"tg1"[random.Next(3)]);
                    break;
                case 8:
                    Add32(0);
                    Add32(random.Next(0, 1000));
                    break;
                default:
                    var batch = TestBatch.Of(random.Next(1, 4));
                    Add32(batch.Length);
                    bytes.AddRange(batch);
                    break;
            }
        }

        return [.. bytes];

        void Add16(short value)
        {
            bytes.Add((byte)(value >> 8));
            bytes.Add((byte)value);
        }

        void Add32(int value)
        {
            Add16((short)(value >> 16));
            Add16((short)value);
        }
    }

    private static async Task<Socket> ConnectAsync(SimulatedBroker broker)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", broker.Port);
        return socket;
    }

    private static async Task AskVersionsAsync(Socket socket, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Convert.FromHexString("0000000A00120000000000010000"), cancellationToken);
        var length = new byte[4];
        await ReceiveAsync(socket, length, cancellationToken);
        await ReceiveAsync(socket, new byte[BinaryPrimitives.ReadInt32BigEndian(length)], cancellationToken);
    }

    private static async Task ReceiveAsync(Socket socket, byte[] into, CancellationToken cancellationToken)
    {
        for (var got = 0; got < into.Length;)
        {
            var count = await socket.ReceiveAsync(into.AsMemory(got), cancellationToken);
            Assert.NotEqual(0, count);
            got += count;
        }
    }

    // A connection that was closed with bytes unread ends with an error instead of an end.
    private static async Task<int> ReceiveToEndAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[100], cancellationToken);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted)
        {
            return 0;
        }
    }
}
