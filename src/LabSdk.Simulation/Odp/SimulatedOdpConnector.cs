using LabSdk.Connecting;
using LabSdk.Endpoints;
using LabSdk.Families.Odp;
using LabSdk.Odp;
using LabSdk.Simulation.Odp;

[assembly: SimulatedConnector(typeof(SimulatedOdpConnector))]

namespace LabSdk.Simulation.Odp;

/// <summary>
/// Connects <c>odp:sim</c>: a simulated broker with a finished session and a car that laps, which live as long as the connection.
/// Options in the address are those of the client.
/// </summary>
internal sealed class SimulatedOdpConnector : ILabConnector
{
    private readonly SimulatedTelemetryOptions? _options;
    private readonly bool _startsLate;

    public SimulatedOdpConnector()
        : this(null, startsLate: false)
    {
    }

    /// <summary>Connects to telemetry that is set up like this.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="startsLate">True to start it when it is first used: the session takes time to write, and a Kafka library.</param>
    public SimulatedOdpConnector(SimulatedTelemetryOptions? options, bool startsLate) => (_options, _startsLate) = (options, startsLate);

    public string Family => "odp";

    public async Task<ILabConnection> ConnectAsync(LabEndpoint endpoint, LabOptions options, CancellationToken cancellationToken)
    {
        var own = OdpConnector.Options(options);
        var source = new TelemetrySource(() => OpenAsync(endpoint, own));
        var connection = new OdpLabConnection(source, endpoint.ToString(), isSimulated: true);
        if (_startsLate)
        {
            return connection;
        }

        try
        {
            // On a very busy computer the session takes longer to write than connecting may take: the first use then waits for the rest.
            var patience = options.ConnectTimeout == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : options.ConnectTimeout / 2;
            var ready = source.ConnectAsync(cancellationToken);
            if (await Task.WhenAny(ready, Task.Delay(patience, cancellationToken)).ConfigureAwait(false) == ready)
            {
                await ready.ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<OpenedTelemetry> OpenAsync(LabEndpoint endpoint, OdpOptions options)
    {
        var telemetry = await SimulatedTelemetry.StartAsync(_options).ConfigureAwait(false);
        try
        {
            var address = telemetry.Endpoint + (endpoint.Options.Count == 0 ? "" : "?" + string.Join('&', endpoint.Options.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")));
            return new OpenedTelemetry(await OdpClient.ConnectAsync(address, options).ConfigureAwait(false), telemetry);
        }
        catch
        {
            await telemetry.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
