using LabSdk.Odp.Transport;

namespace LabSdk.Odp;

/// <summary>Opens transports.</summary>
public static class KafkaTransport
{
    /// <summary>Name and version of the native Kafka library, for example <c>librdkafka 2.0.2</c>; null when it cannot be loaded. The first call loads it.</summary>
    public static string? Library => KafkaLibrary.Version is { } version ? $"librdkafka {version}" : null;

    /// <summary>
    /// A client of a Kafka cluster, through librdkafka. Nothing is sent yet: the first question tells whether the broker is there.
    /// </summary>
    /// <param name="options">The servers and settings.</param>
    /// <exception cref="OdpConfigurationException">librdkafka is not on this system; the message names the package.</exception>
    public static IKafkaTransport Open(KafkaTransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ConfluentTransport(options);
    }

    /// <inheritdoc cref="Open(KafkaTransportOptions)"/>
    /// <param name="servers">The servers, <c>host:port</c>, separated by commas.</param>
    public static IKafkaTransport Open(string servers) => Open(new KafkaTransportOptions { Servers = servers });
}
