namespace LabSdk.Simulation;

/// <summary>The kinds of requests that the simulated broker answers, with their numbers in the Kafka protocol.</summary>
public enum KafkaApi : short
{
    /// <summary>Append records.</summary>
    Produce = 0,

    /// <summary>Read records.</summary>
    Fetch = 1,

    /// <summary>First, last, or time-based offsets.</summary>
    ListOffsets = 2,

    /// <summary>Brokers and topics.</summary>
    Metadata = 3,

    /// <summary>Store the positions of a group.</summary>
    OffsetCommit = 8,

    /// <summary>Read the positions of a group.</summary>
    OffsetFetch = 9,

    /// <summary>Find the broker that looks after a group.</summary>
    FindCoordinator = 10,

    /// <summary>Become a member of a group.</summary>
    JoinGroup = 11,

    /// <summary>Stay a member of a group.</summary>
    Heartbeat = 12,

    /// <summary>Leave a group.</summary>
    LeaveGroup = 13,

    /// <summary>Hand out and take the partitions of a group.</summary>
    SyncGroup = 14,

    /// <summary>Members and state of groups.</summary>
    DescribeGroups = 15,

    /// <summary>Names of groups.</summary>
    ListGroups = 16,

    /// <summary>Versions that the broker speaks.</summary>
    ApiVersions = 18,

    /// <summary>Create topics.</summary>
    CreateTopics = 19,

    /// <summary>Delete topics.</summary>
    DeleteTopics = 20,

    /// <summary>Forget the oldest records.</summary>
    DeleteRecords = 21,

    /// <summary>The number of a producer that is free of duplicates.</summary>
    InitProducerId = 22,

    /// <summary>Settings of topics and of the broker.</summary>
    DescribeConfigs = 32,

    /// <summary>Add partitions to topics.</summary>
    CreatePartitions = 37,
}
