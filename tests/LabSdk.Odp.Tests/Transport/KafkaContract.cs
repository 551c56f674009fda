using System.Text;

namespace LabSdk.Odp.Tests.Transport;

/// <summary>What every transport does, whatever is behind it. Linked into each test project that has one to try.</summary>
public abstract class KafkaContract : IAsyncLifetime
{
    private static int _topics;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    /// <summary>Ends a test that hangs.</summary>
    protected CancellationToken Patience => _patience.Token;

    protected IKafkaTransport Transport { get; private set; } = null!;

    /// <summary>False for a broker that cannot say which offset belongs to a time.</summary>
    protected virtual bool KnowsTimes => true;

    /// <summary>False for a broker that makes every topic that is asked for, with partitions as it likes, and none otherwise.</summary>
    protected virtual bool CreatesTopics => true;

    protected abstract IKafkaTransport Connect();

    /// <summary>Makes a topic without the transport.</summary>
    protected abstract void MakeTopic(string name, int partitions);

    public virtual Task InitializeAsync()
    {
        Transport = Connect();
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync()
    {
        await Transport.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Records_come_back_as_they_were_sent()
    {
        var topic = NewTopic();
        KafkaMessage[] sent =
        [
            new(topic, null, [1, 2, 3], 0), new(topic, [], [0], 0), new(topic, "Schlüssel"u8.ToArray(), [], 0),
            new(topic, [0, 255], [.. Enumerable.Range(0, 70_000).Select(i => (byte)i)], 0),
        ];
        var before = DateTimeOffset.UtcNow.AddSeconds(-2).ToUnixTimeMilliseconds();
        foreach (var message in sent)
        {
            await Transport.SendAsync(message, null, Patience);
        }

        await Transport.FlushAsync(Patience);
        var read = await ReadAsync(sent.Length, new TopicOffset(topic, 0, 0));
        Assert.Equal(sent.Select(message => message.Key), read.Select(record => record.Key));
        Assert.Equal(sent.Select(message => message.Value), read.Select(record => record.Value));
        Assert.Equal([0, 1, 2, 3], read.Select(record => record.Offset));
        Assert.All(read, record => Assert.Equal((topic, 0), (record.Topic, record.Partition)));
        Assert.All(read, record => Assert.InRange(record.TimestampMs, before, before + 120_000));
    }

    [Fact]
    public async Task Reports_come_once_each_with_the_place_and_before_a_flush_ends()
    {
        var topic = NewTopic(3);
        var places = new List<(int, long)>();
        for (var i = 0; i < 300; i++)
        {
            await Transport.SendAsync(
                new KafkaMessage(topic, null, [1], i % 3),
                delivery =>
                {
                    lock (places)
                    {
                        places.Add((delivery.Partition, delivery.IsStored ? delivery.Offset : -7));
                    }
                },
                Patience);
        }

        await Transport.FlushAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (i % 3, (long)i / 3)).Order(), places.Order());
    }

    [Fact]
    public async Task A_key_always_goes_to_the_same_partition()
    {
        var topic = NewTopic(4);
        var first = await Transport.SendAndWaitAsync(new KafkaMessage(topic, "session-1"u8.ToArray(), [1]), Patience);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(first.Partition, (await Transport.SendAndWaitAsync(new KafkaMessage(topic, "session-1"u8.ToArray(), [1]), Patience)).Partition);
        }
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_reported_as_not_delivered()
    {
        var topic = NewTopic();
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => Transport.SendAndWaitAsync(new KafkaMessage(topic, null, [1], 99), Patience));
        Assert.Equal(OdpErrorKind.NotDelivered, error.Kind);
        Assert.Contains(topic, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 2)]
    [InlineData(KafkaOffset.Earliest, 5)]
    public async Task Reading_begins_where_it_was_told(long offset, int count)
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 5);
        var read = await ReadAsync(count, new TopicOffset(topic, 0, offset));
        Assert.Equal(Enumerable.Range(5 - count, count).Select(i => (byte)i), read.Select(record => record.Value[0]));
    }

    [Fact]
    public async Task Latest_gives_only_what_comes_afterwards()
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 3);
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, KafkaOffset.Latest)]);
        await EndAsync(reader, topic, 3);
        await SendAsync(topic, 3, 2);
        Assert.Equal([3, 4], (await TakeAsync(reader, 2)).Select(record => record.Value[0]));
    }

    [Fact]
    public async Task The_end_is_told_after_the_last_record_and_again_after_more()
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 4);
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        Assert.Equal(4, await EndAsync(reader, topic, 4));
        await SendAsync(topic, 4, 2);
        Assert.Equal(2, await EndAsync(reader, topic, 6));
    }

    [Fact]
    public async Task An_empty_partition_tells_its_end()
    {
        var topic = NewTopic();
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        Assert.Equal(0, await EndAsync(reader, topic, 0));
    }

    [Fact]
    public async Task Partitions_are_added_and_taken_away_while_reading()
    {
        var (first, second) = (NewTopic(), NewTopic());
        await SendAsync(first, 0, 2);
        await SendAsync(second, 10, 2);
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(first, 0, 0)]);
        Assert.Equal([0, 1], (await TakeAsync(reader, 2)).Select(record => record.Value[0]));
        reader.Add([new TopicOffset(second, 0, 1)]);
        Assert.Equal([11], (await TakeAsync(reader, 1)).Select(record => record.Value[0]));
        reader.Remove([(first, 0)]);
        await SendAsync(first, 2, 1);
        await SendAsync(second, 12, 1);
        Assert.Equal([12], (await TakeAsync(reader, 1)).Select(record => record.Value[0]));
        reader.Add([new TopicOffset(first, 0, 1)]);
        Assert.Equal([1, 2], (await TakeAsync(reader, 2)).Select(record => record.Value[0]));
    }

    [Fact]
    public async Task A_partition_is_read_anew_from_another_place()
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 3);
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        await TakeAsync(reader, 3);
        reader.Add([new TopicOffset(topic, 0, 1)]);
        Assert.Equal([1, 2], (await TakeAsync(reader, 2)).Select(record => record.Value[0]));
    }

    [Fact]
    public async Task A_topic_that_appears_later_is_read_from_its_first_record()
    {
        var topic = NewName();
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        var reading = TakeAsync(reader, 2);
        MakeTopic(topic, 1);
        await SendAsync(topic, 0, 2);
        Assert.Equal([0, 1], (await reading).Select(record => record.Value[0]));
    }

    [Fact]
    public async Task An_offset_that_is_not_kept_is_told_and_reading_goes_on_at_the_earliest()
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 3);
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 1000)]);
        List<KafkaGap> gaps = [];
        var read = await TakeAsync(reader, 3, gaps);
        Assert.Equal([0, 1, 2], read.Select(record => record.Value[0]));
        Assert.Equal([new KafkaGap(topic, 0, 1000, 0)], gaps);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_loses_nothing()
    {
        var topic = NewTopic();
        await using var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        await EndAsync(reader, topic, 0);
        for (var i = 0; i < 5; i++)
        {
            using var soon = new CancellationTokenSource();
            var reading = reader.ReadAsync(soon.Token).AsTask();
            await soon.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }

        await SendAsync(topic, 0, 3);
        Assert.Equal([0, 1, 2], (await TakeAsync(reader, 3)).Select(record => record.Value[0]));
    }

    [Fact]
    public async Task Two_readers_get_everything_each()
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 5);
        var both = await Task.WhenAll(ReadAsync(5, new TopicOffset(topic, 0, 0)), ReadAsync(5, new TopicOffset(topic, 0, 0)));
        Assert.All(both, read => Assert.Equal([0, 1, 2, 3, 4], read.Select(record => record.Value[0])));
    }

    [Fact]
    public async Task A_big_record_passes_whole()
    {
        var topic = NewTopic();
        var value = new byte[900_000];
        new Random(5).NextBytes(value);
        await Transport.SendAndWaitAsync(new KafkaMessage(topic, null, value, 0), Patience);
        Assert.Equal(value, (await ReadAsync(1, new TopicOffset(topic, 0, 0)))[0].Value);
    }

    [Fact]
    public async Task Topics_are_listed_with_their_partitions()
    {
        var topic = NewTopic(3);
        Assert.Contains(new KafkaTopic(topic, 3), await Transport.TopicsAsync(Patience));
    }

    [Fact]
    public async Task Watermarks_tell_the_range()
    {
        var topic = NewTopic(2);
        await SendAsync(topic, 0, 7);
        Assert.Equal(new KafkaWatermarks(0, 7), await Transport.WatermarksAsync(topic, 0, Patience));
        Assert.Equal(new KafkaWatermarks(0, 0), await Transport.WatermarksAsync(topic, 1, Patience));
        Assert.Null(await Transport.WatermarksAsync(topic, 50, Patience));
    }

    [Fact]
    public async Task Nothing_is_known_of_a_topic_that_is_not_there_and_asking_makes_none()
    {
        if (CreatesTopics)
        {
            var name = NewName();
            Assert.Null(await Transport.WatermarksAsync(name, 0, Patience));
            Assert.DoesNotContain(await Transport.TopicsAsync(Patience), topic => topic.Name == name);
        }
    }

    [Fact]
    public async Task An_offset_is_found_by_time_or_the_answer_is_null()
    {
        var topic = NewTopic();
        await SendAsync(topic, 0, 2);
        var records = await ReadAsync(2, new TopicOffset(topic, 0, 0));
        var time = DateTimeOffset.FromUnixTimeMilliseconds(records[0].TimestampMs);
        Assert.Equal(KnowsTimes ? 0 : null, await Transport.OffsetAtAsync(topic, 0, time.AddHours(-1), Patience));
        Assert.Null(await Transport.OffsetAtAsync(topic, 0, time.AddHours(1), Patience));
    }

    [Fact]
    public async Task A_topic_is_made_once_or_the_refusal_is_told()
    {
        var name = NewName();
        var answer = await Transport.CreateTopicAsync(name, 2, Patience);
        if (CreatesTopics)
        {
            Assert.Equal(new KafkaTopicCreation(KafkaTopicOutcome.Created), answer);
            Assert.Equal(KafkaTopicOutcome.Exists, (await Transport.CreateTopicAsync(name, 5, Patience)).Outcome);
            Assert.Contains(new KafkaTopic(name, 2), await Transport.TopicsAsync(Patience));
        }
        else
        {
            Assert.Equal(KafkaTopicOutcome.Refused, answer.Outcome);
            Assert.NotEmpty(answer.Reason!);
        }
    }

    [Fact]
    public async Task Positions_of_a_group_are_stored_for_all_clients()
    {
        var topic = NewTopic(2);
        var group = $"group-{topic}";
        Assert.Empty(await Transport.CommittedAsync(group, [(topic, 0), (topic, 1)], Patience));
        await Transport.CommitAsync(group, [new TopicOffset(topic, 1, 17)], Patience);
        await Transport.CommitAsync(group, [new TopicOffset(topic, 1, 18)], Patience);
        await using var other = Connect();
        Assert.Equal([new TopicOffset(topic, 1, 18)], await other.CommittedAsync(group, [(topic, 0), (topic, 1)], Patience));
        Assert.Empty(await other.CommittedAsync("another", [(topic, 1)], Patience));
    }

    [Fact]
    public async Task A_closed_transport_and_a_closed_reader_say_so()
    {
        var topic = NewTopic();
        var transport = Connect();
        var reader = transport.OpenReader();
        await reader.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader.ReadAsync(Patience).AsTask());
        await transport.DisposeAsync();
        await transport.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.SendAsync(new KafkaMessage(topic, null, [1]), null, Patience).AsTask());
        Assert.Throws<ObjectDisposedException>(() => transport.OpenReader());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.TopicsAsync(Patience));
    }

    [Fact]
    public async Task A_reader_that_waits_ends_when_it_is_closed()
    {
        var topic = NewTopic();
        var reader = Transport.OpenReader();
        reader.Add([new TopicOffset(topic, 0, 0)]);
        await EndAsync(reader, topic, 0);
        var waiting = reader.ReadAsync(Patience).AsTask();
        await reader.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    protected static string NewName() => $"contract-{Interlocked.Increment(ref _topics)}-{Environment.ProcessId}";

    protected string NewTopic(int partitions = 1)
    {
        var name = NewName();
        MakeTopic(name, partitions);
        return name;
    }

    protected async Task SendAsync(string topic, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            await Transport.SendAsync(new KafkaMessage(topic, Encoding.UTF8.GetBytes($"k{i}"), [(byte)i], 0), null, Patience);
        }

        await Transport.FlushAsync(Patience);
    }

    protected async Task<List<KafkaRecord>> ReadAsync(int count, params TopicOffset[] from)
    {
        await using var reader = Transport.OpenReader();
        reader.Add(from);
        return await TakeAsync(reader, count);
    }

    protected async Task<List<KafkaRecord>> TakeAsync(IKafkaReader reader, int count, List<KafkaGap>? gaps = null)
    {
        List<KafkaRecord> read = [];
        while (read.Count < count)
        {
            var batch = await reader.ReadAsync(Patience);
            read.AddRange(batch.Records);
            gaps?.AddRange(batch.Gaps);
        }

        Assert.Equal(count, read.Count);
        return read;
    }

    private async Task<int> EndAsync(IKafkaReader reader, string topic, long end)
    {
        var records = 0;
        while (true)
        {
            var batch = await reader.ReadAsync(Patience);
            records += batch.Records.Count;
            if (batch.Ends.Any(each => each.Topic == topic && each.Offset == end))
            {
                return records;
            }
        }
    }
}
