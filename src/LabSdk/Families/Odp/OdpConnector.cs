using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Odp;

namespace LabSdk.Families.Odp;

/// <summary>Connects telemetry brokers: over Kafka, simulated.</summary>
internal sealed class OdpConnector : ILabConnector
{
    public string Family => "odp";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        if (SimulatedConnectors.IsFor(endpoint))
        {
            return await SimulatedConnectors.Find(endpoint).ConnectAsync(endpoint, options, cancellationToken).ConfigureAwait(false);
        }

        var client = await OdpClient.ConnectAsync(AddressOf(endpoint), Options(options), cancellationToken).ConfigureAwait(false);
        return new OdpLabConnection(TelemetrySource.Of(client), endpoint.ToString());
    }

    /// <summary>The options of clients as the lab gives them; what stands in an address wins over them.</summary>
    public static OdpOptions Options(LabOptions options)
    {
        // The client's own error says more than that the lab gave up, so it comes first.
        var patience = options.ConnectTimeout == Timeout.InfiniteTimeSpan ? TimeSpan.FromHours(1) : options.ConnectTimeout * 0.9;
        var own = new OdpOptions { ConnectTimeout = patience, Time = options.TimeProvider };
        return options.Odp?.Invoke(own) ?? own;
    }

    // The text form of an endpoint leaves its options out, because they may be secret.
    private static string AddressOf(LabEndpoint endpoint) =>
        endpoint + (endpoint.Options.Count == 0 ? "" : "?" + string.Join('&', endpoint.Options.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
}
