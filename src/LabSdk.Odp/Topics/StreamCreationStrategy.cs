namespace LabSdk.Odp;

/// <summary>How streams of a data source are kept apart on the broker. All programs of one broker must use the same.</summary>
public enum StreamCreationStrategy
{
    /// <summary>A partition of the main topic for each stream, by a mapping.</summary>
    PartitionBased = 1,

    /// <summary>A topic for each stream; meant for fewer than 100 streams.</summary>
    TopicBased = 2,
}
