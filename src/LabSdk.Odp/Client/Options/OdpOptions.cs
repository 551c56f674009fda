using LabSdk.Odp.Settings;
using LabSdk.Odp.Topics;

namespace LabSdk.Odp;

/// <summary>
/// How to talk to the brokers of a platform. All of it can stay as it is for a broker without security and streams that have
/// topics of their own.
/// </summary>
/// <remarks>Immutable. The text form shows no settings' values; secrets are masked everywhere.</remarks>
public sealed record OdpOptions
{
    /// <summary>How streams are kept apart; all programs of a broker must agree. Default a topic for each stream.</summary>
    public StreamCreationStrategy Strategy { get; init; } = StreamCreationStrategy.TopicBased;

    /// <summary>The partitions of streams, for <see cref="StreamCreationStrategy.PartitionBased"/>. Default none.</summary>
    public IReadOnlyList<PartitionMapping> PartitionMappings { get; init; } = [];

    /// <summary>The generation of the platform; null, the default, finds it out from the topics, and takes V21 for an empty broker.</summary>
    public OdpGeneration? Generation { get; init; }

    /// <summary>The domain, which v21 puts in front of all topics; default none, or the only one that the broker has.</summary>
    public string Domain { get; init; } = "";

    /// <summary>Topics of streams in v21, where the documents are not clear; {prefix}, {source} and {stream} are filled in.</summary>
    public string StreamPattern { get; init; } = TopicLayout.DefaultStreamPattern;

    /// <summary>The data source to use where none is named. Default <c>Default</c>.</summary>
    public string DataSource { get; init; } = "Default";

    /// <summary>How long connecting may take altogether. Default 20 s; with an infinite retry policy it does not count.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What to do while the broker does not answer; within <see cref="ConnectTimeout"/>.</summary>
    public OdpRetryPolicy Retry { get; init; } = OdpRetryPolicy.Default;

    /// <summary>How long a question to the broker may take. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a partition may be silent before the start-up scan of sessions and formats goes on without it. Only a partition
    /// that does not answer costs this; the others tell where they end. Default 10 s.
    /// </summary>
    public TimeSpan InitialisationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often new topics are looked for: new data sources, and streams that appear late. Default 1 s.</summary>
    public TimeSpan TopicRefreshInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a reader waits for the tail of a stream whose session has ended without the end having been written to the
    /// stream itself. Writers that keep to the protocol cost nothing. Default 2 s.
    /// </summary>
    public TimeSpan EndGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How to get into a secured broker; null, the default, for none.</summary>
    public KafkaSecurity? Security { get; init; }

    /// <summary>
    /// Settings of librdkafka for reading and writing; they win over everything else. Secret values are masked for everybody but the Kafka client.
    /// </summary>
    public IReadOnlyDictionary<string, string> KafkaSettings { get; init => field = HiddenSettings.Of(value); } = HiddenSettings.None;

    /// <summary>Settings of librdkafka for writing only.</summary>
    public IReadOnlyDictionary<string, string> ProducerSettings { get; init => field = HiddenSettings.Of(value); } = HiddenSettings.None;

    /// <summary>Settings of librdkafka for reading only.</summary>
    public IReadOnlyDictionary<string, string> ConsumerSettings { get; init => field = HiddenSettings.Of(value); } = HiddenSettings.None;

    /// <summary>
    /// JSON file of settings for writing, usually <c>kafka-publisher-broker.json</c>; the ending may be missing, and so may the
    /// file. Default none.
    /// </summary>
    public string? PublisherSettingsFile { get; init; }

    /// <summary>JSON file of settings for reading, usually <c>kafka-consumer-broker.json</c>. Default none.</summary>
    public string? ConsumerSettingsFile { get; init; }

    /// <summary>JSON file that says which settings the two other files may change, usually <c>kafka-broker-whitelist.json</c>. Default none.</summary>
    public string? WhitelistFile { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reads the platform's own configuration file (<c>StreamingApiConfiguration</c> as JSON): strategy, mappings, domain,
    /// security and settings files. Members that concern only the platform's server are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="servers">The brokers that it names; null when it names none.</param>
    /// <exception cref="OdpConfigurationException">The file is missing, or cannot be used.</exception>
    public static OdpOptions FromFile(string path, out string? servers) => Client.OdpOptionsFile.Read(path, Environment.GetEnvironmentVariable, out servers);

    /// <summary>What it is, without the values of settings.</summary>
    public override string ToString() =>
        $"{Strategy}, {Generation?.ToString() ?? "generation from the topics"}, {(Domain.Length == 0 ? "no domain" : $"domain {Domain}")}, data source {DataSource}";

    /// <exception cref="OdpConfigurationException">A member is out of its range; all faults at once.</exception>
    internal void Check()
    {
        var faults = new List<string>();
        Positive(ConnectTimeout, nameof(ConnectTimeout));
        Positive(RequestTimeout, nameof(RequestTimeout));
        Positive(InitialisationTimeout, nameof(InitialisationTimeout));
        Positive(TopicRefreshInterval, nameof(TopicRefreshInterval));
        if (EndGrace < TimeSpan.Zero)
        {
            faults.Add($"{nameof(EndGrace)} is {EndGrace}, and may be 0 or more");
        }

        if (Retry.MaxRetryCount < 0 || Retry.DelayBetweenRetries < TimeSpan.Zero)
        {
            faults.Add($"{nameof(Retry)} has a negative number");
        }

        if (faults.Count > 0)
        {
            throw new OdpConfigurationException(OdpErrorKind.InvalidSettings, $"The options of the odp client cannot be used: {string.Join("; ", faults)}.");
        }

        void Positive(TimeSpan time, string name)
        {
            if (time <= TimeSpan.Zero || time > TimeSpan.FromDays(1))
            {
                faults.Add($"{name} is {time}, and may be more than 0, up to a day");
            }
        }
    }
}
