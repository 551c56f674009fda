using LabSdk.Odp;

namespace LabSdk.Simulation;

/// <summary>A broker with one finished session, <c>Run 1</c>, and a car that laps now, <c>Run 2</c>: all that telemetry needs for trying it out.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// await using var telemetry = await SimulatedTelemetry.StartAsync();
/// using var lab = Lab.Connect(telemetry.Endpoint);
/// </code>
/// </example>
public sealed class SimulatedTelemetry : IAsyncDisposable
{
    private readonly OdpClient _client;

    private SimulatedTelemetry(SimulatedBroker broker, OdpClient client) => (Broker, _client) = (broker, client);

    /// <summary>The broker.</summary>
    public SimulatedBroker Broker { get; }

    /// <summary>The address for a lab or client: <c>odp://127.0.0.1:41234</c>.</summary>
    public string Endpoint => $"odp://{Broker.Address}";

    /// <summary>The finished session, or null when there is none.</summary>
    public OdpSessionInfo? History { get; private set; }

    /// <summary>The car that laps, or null when there is none.</summary>
    public SimulatedCar? Car { get; private set; }

    /// <summary>Starts the broker, writes the finished session and lets the car drive off.</summary>
    /// <param name="options">What there is to be; null for the defaults.</param>
    /// <param name="cancellationToken">Ends starting.</param>
    /// <exception cref="LabException">The native Kafka library is missing, or the options cannot be used.</exception>
    public static async Task<SimulatedTelemetry> StartAsync(SimulatedTelemetryOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatedTelemetryOptions();
        var broker = SimulatedBroker.Start(options.Broker);
        OdpClient client;
        try
        {
            client = await OdpClient.ConnectAsync($"odp://{broker.Address}", cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await broker.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var telemetry = new SimulatedTelemetry(broker, client);
        try
        {
            await telemetry.FillAsync(options, cancellationToken).ConfigureAwait(false);
            return telemetry;
        }
        catch
        {
            await telemetry.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the live session and stops the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Car is { } car)
        {
            await car.DisposeAsync().ConfigureAwait(false);
        }

        await _client.DisposeAsync().ConfigureAwait(false);
        await Broker.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FillAsync(SimulatedTelemetryOptions options, CancellationToken cancellationToken)
    {
        var car = new SimulatedCarOptions { DataSource = options.DataSource, Time = options.Broker.Time };
        if (options.HistoryLaps > 0)
        {
            History = await SimulatedCar.WriteHistoryAsync(_client, car with { Identifier = "Run 1", Seed = options.Seed, Laps = options.HistoryLaps }, cancellationToken).ConfigureAwait(false);
        }

        if (options.HasLiveCar)
        {
            var live = car with { Identifier = "Run 2", Seed = options.Seed + 1, Speed = options.Speed, Laps = options.LiveLaps };
            Car = await SimulatedCar.StartAsync(_client, live, cancellationToken).ConfigureAwait(false);
        }
    }
}
