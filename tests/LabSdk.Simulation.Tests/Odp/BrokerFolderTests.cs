using LabSdk.Odp;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>A broker that keeps its topics in a folder.</summary>
public sealed class BrokerFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labsdk-broker-");
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _patience.Dispose();
    }

    [Fact]
    public async Task Records_topics_and_positions_outlive_the_broker()
    {
        await using (var broker = Start())
        {
            broker.CreateTopic("kept", 3);
            await SendAsync(broker, 0, 1000);
            await using var transport = KafkaTransport.Open(broker.Address);
            await transport.CommitAsync("readers", [new TopicOffset("kept", 2, 333)], _patience.Token);
        }

        for (var restart = 0; restart < 3; restart++)
        {
            await using var again = Start();
            Assert.Equal([3], again.Topics.Select(topic => topic.Partitions.Count));
            await SendAsync(again, 1000 + (restart * 10), 10);
            await using var transport = KafkaTransport.Open(again.Address);
            Assert.Equal([new TopicOffset("kept", 2, 333)], await transport.CommittedAsync("readers", [("kept", 2)], _patience.Token));
            Assert.Equal(Enumerable.Range(0, 1010 + (restart * 10)), await ReadAsync(again));
            Assert.Equal(0, again.Statistics.CutBytes);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(70)]
    public async Task A_torn_write_is_cut_off_and_counted(int bytes)
    {
        await using (var broker = Start())
        {
            broker.CreateTopic("kept", 3);
            await SendAsync(broker, 0, 30);
        }

        var file = Path.Combine(_folder.FullName, "kept-1", "00000000000000000000.log");
        await using (var torn = new FileStream(file, FileMode.Append))
        {
            torn.Write(TestBatch.Of(2).AsSpan(0, bytes));
        }

        await using var again = Start();
        Assert.Equal(bytes, again.Statistics.CutBytes);
        Assert.Equal(Enumerable.Range(0, 30), await ReadAsync(again));
        await SendAsync(again, 30, 30);
        Assert.Equal(Enumerable.Range(0, 60), await ReadAsync(again));
    }

    [Fact]
    public void A_damaged_batch_at_the_end_is_cut_off_and_a_producer_is_remembered()
    {
        using (var log = new PartitionLog(_folder.FullName, long.MaxValue, new LogCounters()))
        {
            log.Append(TestBatch.Of(2, 5, 0, 0), 1000);
            log.Append(TestBatch.Of(2, 5, 0, 2), 1000);
        }

        var file = Directory.GetFiles(_folder.FullName).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        var counters = new LogCounters();
        using var again = new PartitionLog(_folder.FullName, long.MaxValue, counters);
        Assert.Equal((0, 2), again.Watermarks);
        Assert.Equal(bytes.Length / 2, counters.CutBytes);
        Assert.Equal(5, again.HighestProducerId);
        Assert.Equal(0, again.Append(TestBatch.Of(2, 5, 0, 0), 1000).BaseOffset);
        Assert.Equal(2, again.Append(TestBatch.Of(2, 5, 0, 2), 1000).BaseOffset);
    }

    [Fact]
    public void Old_segments_are_dropped_and_offsets_go_on_after_a_restart()
    {
        const int Retention = 64 * 1024;
        long low;
        using (var log = new PartitionLog(_folder.FullName, Retention, new LogCounters()))
        {
            for (var i = 0; i < 3000; i++)
            {
                log.Append(TestBatch.Of(10), 10_000);
            }

            low = log.Watermarks.Low;
            Assert.InRange(Directory.GetFiles(_folder.FullName).Sum(file => new FileInfo(file).Length), 1, Retention);
        }

        using (var again = new PartitionLog(_folder.FullName, Retention, new LogCounters()))
        {
            Assert.Equal((low, 30_000), again.Watermarks);
            again.DeleteBefore(-1);
        }

        using var empty = new PartitionLog(_folder.FullName, Retention, new LogCounters());
        Assert.Equal((30_000, 30_000), empty.Watermarks);
    }

    [Fact]
    public void A_folder_is_used_by_one_broker_at_a_time()
    {
        using (Start())
        {
            var error = Assert.Throws<LabConfigurationException>(Start);
            Assert.Equal(SimulationErrorIds.BrokerFolder, error.ErrorId);
            Assert.Contains(_folder.FullName, error.Message, StringComparison.Ordinal);
        }

        using var next = Start();
    }

    [Fact]
    public async Task A_deleted_topic_leaves_nothing_behind()
    {
        await using (var broker = Start())
        {
            broker.CreateTopic("kept", 3);
            await SendAsync(broker, 0, 3);
            await using var transport = KafkaTransport.Open(broker.Address);
            await transport.CommitAsync("readers", [new TopicOffset("kept", 0, 1)], _patience.Token);
            Assert.Throws<ArgumentException>(() => broker.CreateTopic("KEPT"));
            Assert.True(broker.DeleteTopic("kept"));
            Assert.False(broker.DeleteTopic("kept"));
        }

        Assert.Empty(_folder.GetDirectories());
        await using var again = Start();
        again.CreateTopic("kept", 3);
        await using var reader = KafkaTransport.Open(again.Address);
        Assert.Empty(await reader.CommittedAsync("readers", [("kept", 0)], _patience.Token));
    }

    private SimulatedBroker Start() => SimulatedBroker.Start(new SimulatedBrokerOptions { Folder = _folder.FullName });

    private async Task SendAsync(SimulatedBroker broker, int first, int count)
    {
        await using var transport = KafkaTransport.Open(broker.Address);
        for (var i = first; i < first + count; i++)
        {
            await transport.SendAsync(new KafkaMessage("kept", null, BitConverter.GetBytes(i), i % 3), null, _patience.Token);
        }

        await transport.FlushAsync(_patience.Token);
    }

    private async Task<IEnumerable<int>> ReadAsync(SimulatedBroker broker)
    {
        await using var transport = KafkaTransport.Open(broker.Address);
        await using var reader = transport.OpenReader();
        reader.Add([.. Enumerable.Range(0, 3).Select(partition => new TopicOffset("kept", partition, 0))]);
        List<int> values = [];
        for (var ends = 0; ends < 3;)
        {
            var batch = await reader.ReadAsync(_patience.Token);
            values.AddRange(batch.Records.Select(record => BitConverter.ToInt32(record.Value)));
            ends += batch.Ends.Count;
        }

        return values.Order();
    }
}
