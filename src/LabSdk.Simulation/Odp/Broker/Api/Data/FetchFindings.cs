namespace LabSdk.Simulation.Odp;

/// <summary>What is there for a reader, looked up as often as needed and then written.</summary>
internal sealed class FetchFindings
{
    private readonly FetchQuestion _question;
    private readonly BrokerState _state;
    private readonly KafkaErrorCode _refused;
    private readonly ReadResult[] _results;
    private readonly List<ReadOnlyMemory<byte>>[] _pieces;

    public FetchFindings(FetchQuestion question, BrokerState state, KafkaErrorCode refused)
    {
        (_question, _state, _refused) = (question, state, refused);
        var count = question.Topics.Sum(topic => topic.Partitions.Count);
        _results = new ReadResult[count];
        _pieces = [.. Enumerable.Range(0, count).Select(_ => new List<ReadOnlyMemory<byte>>())];
        Array.Fill(_results, ReadResult.Failed(refused));
    }

    /// <summary>Looks again. Answers whether it is enough, or there is an error to tell.</summary>
    public bool Collect()
    {
        var (index, total, isError) = (0, 0L, false);
        var limit = Math.Clamp(_question.MaxBytes, 0, _state.Options.MaxFetchBytes);
        foreach (var topic in _question.Topics)
        {
            foreach (var partition in topic.Partitions)
            {
                var pieces = _pieces[index];
                pieces.Clear();
                var room = (int)Math.Min(Math.Max(0, partition.MaxBytes), Math.Max(0, limit - total));
                var result = Read(topic.Name, partition, room, atLeastOne: total == 0, pieces);
                total += result.Size;
                isError |= result.Error != KafkaErrorCode.None;
                _results[index++] = result;
            }
        }

        return isError || total >= _question.MinBytes;
    }

    public void Write(KafkaWriter answer, short version)
    {
        answer.Int32(0);
        if (version >= 7)
        {
            answer.Error(_refused == KafkaErrorCode.FetchSessionIdNotFound ? _refused : KafkaErrorCode.None);
            answer.Int32(0);
        }

        var index = 0;
        answer.Count(_question.Topics.Count);
        foreach (var topic in _question.Topics)
        {
            answer.String(topic.Name);
            answer.Count(topic.Partitions.Count);
            foreach (var partition in topic.Partitions)
            {
                var result = _results[index];
                answer.Int32(partition.Number);
                answer.Error(result.Error);
                answer.Int64(result.HighWatermark);
                answer.Int64(result.HighWatermark);
                if (version >= 5)
                {
                    answer.Int64(result.StartOffset);
                }

                answer.Count(-1);
                if (version >= 11)
                {
                    answer.Int32(-1);
                }

                answer.Records(_pieces[index++]);
            }
        }
    }

    private ReadResult Read(string topic, FetchPartition partition, int room, bool atLeastOne, List<ReadOnlyMemory<byte>> pieces)
    {
        if (_state.Topics.Find(topic, partition.Number) is not { } log)
        {
            return ReadResult.Failed(KafkaErrorCode.UnknownTopicOrPartition);
        }

        try
        {
            return log.Read(partition.Offset, room, atLeastOne, pieces);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            pieces.Clear();
            return ReadResult.Failed(KafkaErrorCode.KafkaStorageError);
        }
    }
}
