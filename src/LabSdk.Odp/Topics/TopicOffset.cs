using System.Globalization;

namespace LabSdk.Odp;

/// <summary>A place in a partition of a topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="Offset">The number of the next record to read.</param>
public sealed record TopicOffset(string Topic, int Partition, long Offset)
{
    /// <summary>The form of keys in session packets: <c>topic:partition</c>.</summary>
    internal string Key => KeyOf(Topic, Partition);

    internal static string KeyOf(string topic, int partition) => string.Create(CultureInfo.InvariantCulture, $"{topic}:{partition}");

    /// <summary>The offset of a key; a key without a partition means partition 0.</summary>
    internal static TopicOffset Of(string key, long offset)
    {
        var colon = key.LastIndexOf(':');
        return colon >= 0 && int.TryParse(key.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            ? new TopicOffset(key[..colon], partition, offset) : new TopicOffset(key, 0, offset);
    }

    /// <summary>The offsets of a session packet, by topic and partition.</summary>
    internal static IReadOnlyList<TopicOffset> Of(IEnumerable<KeyValuePair<string, long>> offsets) =>
        [.. offsets.Select(pair => Of(pair.Key, pair.Value)).OrderBy(offset => offset.Topic, StringComparer.Ordinal).ThenBy(offset => offset.Partition)];
}
