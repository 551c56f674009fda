using LabSdk.Odp.Settings;

namespace LabSdk.Odp;

/// <summary>How to reach a cluster, in the names of librdkafka. What is given here wins over the defaults.</summary>
public sealed record KafkaTransportOptions
{
    /// <summary>The servers, <c>host:port</c>, separated by commas.</summary>
    public required string Servers { get; init; }

    /// <summary>Settings for everything, such as those of a secured broker. Secret values are masked for everybody but the Kafka client.</summary>
    public IReadOnlyDictionary<string, string> Common { get; init => field = HiddenSettings.Of(value); } = HiddenSettings.None;

    /// <summary>Settings for sending.</summary>
    public IReadOnlyDictionary<string, string> Producer { get; init => field = HiddenSettings.Of(value); } = HiddenSettings.None;

    /// <summary>Settings for reading.</summary>
    public IReadOnlyDictionary<string, string> Consumer { get; init => field = HiddenSettings.Of(value); } = HiddenSettings.None;

    /// <summary>How long a question to the broker may take. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the broker may take to make a topic; a broker that never answers costs this once. Default 3 s.</summary>
    public TimeSpan CreationTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The servers and the names of the settings, without values.</summary>
    public override string ToString() =>
        $"{Servers} ({string.Join(", ", Common.Keys.Concat(Producer.Keys).Concat(Consumer.Keys).Distinct().Order(StringComparer.Ordinal))})";
}
