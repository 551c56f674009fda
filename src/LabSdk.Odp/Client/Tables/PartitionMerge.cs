namespace LabSdk.Odp.Client;

/// <summary>Puts the records of several partitions of one topic into one order.</summary>
internal static class PartitionMerge
{
    /// <summary>By time between partitions; within a partition the broker's order stays, whatever the times say.</summary>
    public static IEnumerable<KafkaRecord> ByTime(IEnumerable<IReadOnlyList<KafkaRecord>> partitions)
    {
        var lists = partitions.Where(list => list.Count > 0).ToArray();
        var places = new int[lists.Length];
        var heads = new PriorityQueue<int, (long Time, int Partition)>();
        for (var i = 0; i < lists.Length; i++)
        {
            heads.Enqueue(i, (lists[i][0].TimestampMs, lists[i][0].Partition));
        }

        while (heads.TryDequeue(out var first, out _))
        {
            yield return lists[first][places[first]++];
            if (places[first] < lists[first].Count)
            {
                var head = lists[first][places[first]];
                heads.Enqueue(first, (head.TimestampMs, head.Partition));
            }
        }
    }
}
