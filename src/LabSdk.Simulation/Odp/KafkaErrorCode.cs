namespace LabSdk.Simulation;

/// <summary>Error codes of the Kafka protocol that the simulated broker uses, or that a fault can make it use.</summary>
public enum KafkaErrorCode : short
{
    /// <summary>Unexpected failure of the broker.</summary>
    UnknownServerError = -1,

    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The offset is not, or no longer, kept.</summary>
    OffsetOutOfRange = 1,

    /// <summary>The checksum or the framing of a batch is wrong.</summary>
    CorruptMessage = 2,

    /// <summary>There is no such topic or partition.</summary>
    UnknownTopicOrPartition = 3,

    /// <summary>The partition has no leader at the moment.</summary>
    LeaderNotAvailable = 5,

    /// <summary>Another broker leads the partition.</summary>
    NotLeaderOrFollower = 6,

    /// <summary>The broker's own time limit passed.</summary>
    RequestTimedOut = 7,

    /// <summary>A batch is bigger than the broker takes.</summary>
    MessageTooLarge = 10,

    /// <summary>The text stored with a position is too long.</summary>
    OffsetMetadataTooLarge = 12,

    /// <summary>The coordinator is still loading.</summary>
    CoordinatorLoadInProgress = 14,

    /// <summary>There is no coordinator at the moment.</summary>
    CoordinatorNotAvailable = 15,

    /// <summary>Another broker coordinates the group.</summary>
    NotCoordinator = 16,

    /// <summary>The topic's name is not allowed.</summary>
    InvalidTopic = 17,

    /// <summary>Too few replicas are in step.</summary>
    NotEnoughReplicas = 19,

    /// <summary>A number of acknowledgements other than 0, 1 and all.</summary>
    InvalidRequiredAcks = 21,

    /// <summary>The generation of the group has passed.</summary>
    IllegalGeneration = 22,

    /// <summary>Members of the group have no assignor in common.</summary>
    InconsistentGroupProtocol = 23,

    /// <summary>The group's name is not allowed.</summary>
    InvalidGroupId = 24,

    /// <summary>The group does not know the member.</summary>
    UnknownMemberId = 25,

    /// <summary>The session time-out is out of its range.</summary>
    InvalidSessionTimeout = 26,

    /// <summary>The group is dividing its partitions anew.</summary>
    RebalanceInProgress = 27,

    /// <summary>The client may not use the topic.</summary>
    TopicAuthorizationFailed = 29,

    /// <summary>The client may not use the group.</summary>
    GroupAuthorizationFailed = 30,

    /// <summary>The client may not do this on the broker.</summary>
    ClusterAuthorizationFailed = 31,

    /// <summary>The broker does not speak this version of a request.</summary>
    UnsupportedVersion = 35,

    /// <summary>The topic exists already.</summary>
    TopicAlreadyExists = 36,

    /// <summary>The number of partitions is not possible.</summary>
    InvalidPartitions = 37,

    /// <summary>The number of replicas is not possible.</summary>
    InvalidReplicationFactor = 38,

    /// <summary>A setting is not possible.</summary>
    InvalidConfig = 40,

    /// <summary>The request makes no sense.</summary>
    InvalidRequest = 42,

    /// <summary>The message format is too old.</summary>
    UnsupportedForMessageFormat = 43,

    /// <summary>A rule of the broker forbids it.</summary>
    PolicyViolation = 44,

    /// <summary>Sequence numbers of a producer have a hole.</summary>
    OutOfOrderSequenceNumber = 45,

    /// <summary>A batch came that was stored long before.</summary>
    DuplicateSequenceNumber = 46,

    /// <summary>A newer producer has taken this one's place.</summary>
    InvalidProducerEpoch = 47,

    /// <summary>The broker's disk failed.</summary>
    KafkaStorageError = 56,

    /// <summary>The broker has forgotten the producer.</summary>
    UnknownProducerId = 59,

    /// <summary>The group has members.</summary>
    NonEmptyGroup = 68,

    /// <summary>The broker does not keep fetch sessions.</summary>
    FetchSessionIdNotFound = 70,

    /// <summary>The member must join again under the name it was given.</summary>
    MemberIdRequired = 79,

    /// <summary>The group has as many members as it may have.</summary>
    GroupMaxSizeReached = 81,

    /// <summary>The records of a batch contradict its header.</summary>
    InvalidRecord = 87,
}
