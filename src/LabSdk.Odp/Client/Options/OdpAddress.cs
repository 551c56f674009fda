using LabSdk.Endpoints;
using LabSdk.Options;

namespace LabSdk.Odp.Client;

/// <summary>Addresses such as <c>odp://a:9092,b:9092?domain=dev&amp;strategy=topic&amp;generation=v21&amp;source=Default</c>.</summary>
internal sealed record OdpAddress(string Servers, OdpOptions Options)
{
    private const int DefaultPort = 9092;

    /// <exception cref="LabConfigurationException">The address or one of its options is not valid.</exception>
    public static OdpAddress Parse(string text, OdpOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var endpoint = LabEndpoint.Parse(text);
        var isPlain = endpoint.Scheme == "daq" && !text.Contains("://", StringComparison.Ordinal);
        if ((endpoint.Family != "odp" && !isPlain) || !endpoint.HasAuthority || endpoint.Path.Length > 0 || endpoint.Authority.Contains('@'))
        {
            throw Invalid($"'{endpoint}' is no address of a Kafka broker.");
        }

        var servers = endpoint.Authority.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WithPort).ToArray();
        if (servers.Length == 0)
        {
            throw Invalid("The address names no broker.");
        }

        var filled = options with { };
        OptionBinder.Apply(filled, endpoint.Options.Where(IsSet).ToDictionary(pair => NameOf(pair.Key), ValueOf, StringComparer.OrdinalIgnoreCase), "the odp client");
        return new OdpAddress(string.Join(',', servers), filled);
    }

    private static bool IsSet(KeyValuePair<string, string> pair) =>
        !(NameOf(pair.Key) == nameof(OdpOptions.Generation) && pair.Value.Equals("auto", StringComparison.OrdinalIgnoreCase));

    private static string NameOf(string key) => key.ToLowerInvariant() switch
    {
        "source" => nameof(OdpOptions.DataSource),
        "generation" => nameof(OdpOptions.Generation),
        "strategy" => nameof(OdpOptions.Strategy),
        "timeout" => nameof(OdpOptions.ConnectTimeout),
        _ => key,
    };

    private static string ValueOf(KeyValuePair<string, string> pair) => (NameOf(pair.Key), pair.Value.ToLowerInvariant()) switch
    {
        (nameof(OdpOptions.Strategy), "topic") => nameof(StreamCreationStrategy.TopicBased),
        (nameof(OdpOptions.Strategy), "partition") => nameof(StreamCreationStrategy.PartitionBased),
        _ => pair.Value,
    };

    private static string WithPort(string server)
    {
        var colon = server.LastIndexOf(':');
        return colon > server.LastIndexOf(']') ? server : $"{server}:{DefaultPort}";
    }

    private static OdpConfigurationException Invalid(string problem) =>
        new(OdpErrorKind.InvalidSettings, problem, "Give for example odp://localhost:9092 or odp://a:9092,b:9092?domain=dev; users and passwords belong into the options.");
}
