namespace LabSdk.Odp.Topics;

/// <summary>Where records go.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The partition; null leaves the choice to the client library.</param>
internal readonly record struct TopicRoute(string Topic, int? Partition);
