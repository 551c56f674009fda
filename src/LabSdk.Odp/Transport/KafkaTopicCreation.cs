namespace LabSdk.Odp;

/// <summary>The outcome of making a topic.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Reason">Why it was refused, or null.</param>
public sealed record KafkaTopicCreation(KafkaTopicOutcome Outcome, string? Reason = null);

/// <summary>What happened to a topic that was to be made.</summary>
public enum KafkaTopicOutcome
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was there already, perhaps with another number of partitions.</summary>
    Exists,

    /// <summary>The broker does not let us make it.</summary>
    Refused,
}
