namespace LabSdk.Odp.Topics;

/// <summary>Checks the mapping of streams to partitions.</summary>
internal static class PartitionMappings
{
    /// <summary>The partitions by stream.</summary>
    /// <exception cref="OdpConfigurationException">Partition 0, a negative one, or a stream or partition twice.</exception>
    public static Dictionary<string, int> Check(IReadOnlyList<PartitionMapping> mappings)
    {
        var faults = new List<string>();
        var partitions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var mapping in mappings)
        {
            if (mapping.Partition <= 0)
            {
                faults.Add($"'{mapping.Stream}' is mapped to {mapping.Partition}; 0 is the main stream's");
            }
            else if (string.IsNullOrEmpty(mapping.Stream))
            {
                faults.Add($"partition {mapping.Partition} is mapped to the main stream, which has 0");
            }
            else if (!partitions.TryAdd(mapping.Stream, mapping.Partition))
            {
                faults.Add($"'{mapping.Stream}' is mapped twice");
            }
        }

        faults.AddRange(partitions.GroupBy(pair => pair.Value).Where(group => group.Count() > 1)
            .Select(group => $"partition {group.Key} is mapped to {string.Join(" and ", group.Select(pair => $"'{pair.Key}'"))}"));
        return faults.Count == 0 ? partitions : throw new OdpConfigurationException(
            OdpErrorKind.InvalidMapping, $"The partition mapping cannot be used: {string.Join("; ", faults)}.", "Give every stream a partition of its own, from 1.");
    }
}
