namespace LabSdk.Simulation.Odp;

/// <summary>What a partition remembers of producers that number their batches, so that a repeat is stored once. Not thread-safe.</summary>
internal sealed class ProducerStates
{
    /// <summary>So many batches of a producer are recognised as repeats, as in Kafka.</summary>
    private const int Remembered = 5;

    /// <summary>More producers than this are forgotten, the one that was silent longest first.</summary>
    private const int MostProducers = 1000;

    private readonly Dictionary<long, Producer> _producers = [];
    private long _clock;

    public long HighestId { get; private set; } = -1;

    /// <summary>Checks a batch that is about to be appended.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="storedAt">Where it already is, when the answer is <see cref="KafkaErrorCode.DuplicateSequenceNumber"/>; -1 when nobody knows.</param>
    public KafkaErrorCode Check(in RecordBatch batch, out long storedAt)
    {
        storedAt = -1;
        if (batch.ProducerId < 0 || !_producers.TryGetValue(batch.ProducerId, out var producer))
        {
            return batch is { ProducerId: >= 0, ProducerEpoch: < 0 } or { ProducerId: >= 0, BaseSequence: < 0 } ? KafkaErrorCode.InvalidRecord : KafkaErrorCode.None;
        }

        if (batch.ProducerEpoch != producer.Epoch)
        {
            return batch.ProducerEpoch < producer.Epoch ? KafkaErrorCode.InvalidProducerEpoch
                : batch.BaseSequence == 0 ? KafkaErrorCode.None
                : KafkaErrorCode.OutOfOrderSequenceNumber;
        }

        var last = Last(batch);
        foreach (var known in producer.Batches)
        {
            if (known.First == batch.BaseSequence && known.Last == last)
            {
                storedAt = known.Offset;
                return KafkaErrorCode.DuplicateSequenceNumber;
            }
        }

        return batch.BaseSequence == Next(producer.Batches.Last().Last) ? KafkaErrorCode.None
            : batch.BaseSequence < producer.Batches.First().First ? KafkaErrorCode.DuplicateSequenceNumber
            : KafkaErrorCode.OutOfOrderSequenceNumber;
    }

    /// <summary>Remembers a batch that was appended.</summary>
    public void Add(in RecordBatch batch, long offset)
    {
        if (batch.ProducerId < 0)
        {
            return;
        }

        HighestId = Math.Max(HighestId, batch.ProducerId);
        if (!_producers.TryGetValue(batch.ProducerId, out var producer))
        {
            _producers[batch.ProducerId] = producer = new Producer();
            if (_producers.Count > MostProducers)
            {
                _producers.Remove(_producers.Where(pair => pair.Value != producer).MinBy(pair => pair.Value.Used).Key);
            }
        }

        if (producer.Epoch != batch.ProducerEpoch)
        {
            producer.Batches.Clear();
        }

        (producer.Epoch, producer.Used) = (batch.ProducerEpoch, ++_clock);
        producer.Batches.Enqueue((batch.BaseSequence, Last(batch), offset));
        if (producer.Batches.Count > Remembered)
        {
            producer.Batches.Dequeue();
        }
    }

    // Numbers go from 0 to the largest one and begin anew.
    private static int Next(int sequence) => sequence == int.MaxValue ? 0 : sequence + 1;

    private static int Last(in RecordBatch batch) => (int)(((long)batch.BaseSequence + batch.LastOffsetDelta) % (1L + int.MaxValue));

    private sealed class Producer
    {
        public short Epoch { get; set; } = -1;

        public long Used { get; set; }

        public Queue<(int First, int Last, long Offset)> Batches { get; } = new();
    }
}
