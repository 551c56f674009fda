namespace LabSdk.Simulation.Odp;

/// <summary>What a reader asks.</summary>
internal sealed record FetchQuestion(TimeSpan MaxWait, int MinBytes, int MaxBytes, int SessionId, IReadOnlyList<FetchTopic> Topics)
{
    public static FetchQuestion Read(BrokerRequest request)
    {
        var reader = request.Read();
        var version = request.Version;
        reader.Int32();
        var maxWait = TimeSpan.FromMilliseconds(Math.Max(0, reader.Int32()));
        var (minBytes, maxBytes) = (reader.Int32(), reader.Int32());
        reader.Byte();
        var session = version >= 7 ? reader.Int32() : 0;
        if (version >= 7)
        {
            reader.Int32();
        }

        List<FetchTopic> topics = [];
        for (var left = reader.Count(); left > 0; left--)
        {
            var topic = new FetchTopic(reader.String(), []);
            for (var more = reader.Count(); more > 0; more--)
            {
                var partition = reader.Int32();
                if (version >= 9)
                {
                    reader.Int32();
                }

                var offset = reader.Int64();
                if (version >= 5)
                {
                    reader.Int64();
                }

                topic.Partitions.Add(new FetchPartition(partition, offset, reader.Int32()));
            }

            topics.Add(topic);
        }

        // What follows is about fetch sessions, which are not kept, and racks.
        return new FetchQuestion(maxWait, minBytes, maxBytes, session, topics);
    }
}

/// <summary>The partitions of a topic that are asked for.</summary>
internal sealed record FetchTopic(string Name, List<FetchPartition> Partitions);

/// <summary>Where to read.</summary>
internal readonly record struct FetchPartition(int Number, long Offset, int MaxBytes);
