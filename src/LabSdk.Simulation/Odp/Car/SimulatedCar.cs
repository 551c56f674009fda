using LabSdk.Odp;
using LabSdk.Simulation.Odp;

namespace LabSdk.Simulation;

/// <summary>
/// A car that laps a track of 5.4 km in about 80 s and writes its telemetry to a broker: streams <c>Chassis</c> and <c>Engine</c>,
/// signals at 100, 10 and 1 Hz such as <c>vCar:Chassis</c> and <c>nEngine:Engine</c>, positions as rows, a lap marker a lap and an
/// event a gear change. Speed follows from curvature, grip, power and brakes; nothing of it was measured.
/// </summary>
/// <remarks>Thread-safe. The session carries the detail <c>Simulated</c> = <c>true</c>.</remarks>
/// <example>
/// <code>
/// await using var car = await SimulatedCar.StartAsync("odp://localhost:9092");
/// </code>
/// </example>
public sealed class SimulatedCar : IAsyncDisposable
{
    private const double LongestSpan = 10;

    private readonly OdpClient _client;
    private readonly OdpSessionWriter _writer;
    private readonly SimulatedCarOptions _options;
    private readonly CarModel _model;
    private readonly CarJourney _journey;
    private readonly bool _ownsClient;
    private readonly CancellationTokenSource _ending = new();
    private long _drivenNs;
    private int _isDisposed;

    private SimulatedCar(OdpClient client, bool ownsClient, OdpSessionWriter writer, SimulatedCarOptions options, DateTimeOffset start)
    {
        (_client, _ownsClient, _writer, _options) = (client, ownsClient, writer, options);
        _model = new CarModel(options.Seed);
        _journey = new CarJourney(_model, writer, OdpTime.FromDateTimeOffset(start));
        Completed = Task.CompletedTask;
    }

    /// <summary>The session it writes.</summary>
    public OdpSessionInfo Session => _writer.Session;

    /// <summary>What the car does now.</summary>
    public CarState State => _model.At(Interlocked.Read(ref _drivenNs) / 1e9);

    /// <summary>What was written so far.</summary>
    public OdpWriterCounters Counters => _writer.Counters;

    /// <summary>The last thing that went wrong while it was writing, or null. The car goes on; samples that are lost are counted.</summary>
    public LabException? Problem { get; private set; }

    /// <summary>Completes when a live car has stopped: after its laps, or when it is disposed. Its session is ended by then.</summary>
    public Task Completed { get; private set; }

    /// <summary>Starts a car that laps now, at the speed of the clock or faster, until it is disposed or its laps are done.</summary>
    /// <param name="endpoint">The broker, such as <c>odp://localhost:9092</c>.</param>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="cancellationToken">Ends starting; not the car.</param>
    /// <exception cref="LabException">The broker is not reached, or the options cannot be used.</exception>
    public static async Task<SimulatedCar> StartAsync(string endpoint, SimulatedCarOptions? options = null, CancellationToken cancellationToken = default)
    {
        var client = await OdpClient.ConnectAsync(endpoint, cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return await StartAsync(client, ownsClient: true, options ?? new SimulatedCarOptions(), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc cref="StartAsync(string, SimulatedCarOptions?, CancellationToken)"/>
    /// <param name="client">A client of the broker; it stays open when the car is disposed.</param>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <param name="cancellationToken">Ends starting; not the car.</param>
    public static Task<SimulatedCar> StartAsync(OdpClient client, SimulatedCarOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return StartAsync(client, ownsClient: false, options ?? new SimulatedCarOptions(), cancellationToken);
    }

    /// <summary>Writes a finished session of some laps at once, with times of the past.</summary>
    /// <param name="client">A client of the broker.</param>
    /// <param name="options">How the car is set up; 3 laps when they are not given. Null for the defaults.</param>
    /// <param name="cancellationToken">Ends writing; the session is ended.</param>
    /// <returns>The session.</returns>
    /// <exception cref="LabException">The broker is not reached, or did not store everything.</exception>
    public static async Task<OdpSessionInfo> WriteHistoryAsync(OdpClient client, SimulatedCarOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new SimulatedCarOptions();
        options = options with { Laps = options.Laps == 0 ? 3 : options.Laps };
        options.Check();
        var end = new CarModel(options.Seed).StartOf(options.Laps + 1);
        var car = await OpenAsync(client, ownsClient: false, options, options.StartTime ?? (options.Time.GetUtcNow() - TimeSpan.FromSeconds(end)), cancellationToken).ConfigureAwait(false);
        await using (car.ConfigureAwait(false))
        {
            await car.DriveUntilAsync(end, cancellationToken).ConfigureAwait(false);
            car._writer.TerminationTime = car._writer.Session.CreationTime + (ulong)(end * 1e9);
            await car._writer.EndAsync(cancellationToken).ConfigureAwait(false);
            return car.Session;
        }
    }

    /// <summary>Stops the car and ends its session.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await Completed.ConfigureAwait(false);
        try
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (LabException error)
        {
            Problem = error;
        }

        if (_ownsClient)
        {
            await _client.DisposeAsync().ConfigureAwait(false);
        }

        _ending.Dispose();
    }

    private static async Task<SimulatedCar> StartAsync(OdpClient client, bool ownsClient, SimulatedCarOptions options, CancellationToken cancellationToken)
    {
        options.Check();
        var car = await OpenAsync(client, ownsClient, options, options.StartTime ?? options.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        car.Completed = Task.Run(car.LapAsync, CancellationToken.None);
        return car;
    }

    private static async Task<SimulatedCar> OpenAsync(OdpClient client, bool ownsClient, SimulatedCarOptions options, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var writer = await client.NewSessionAsync(
            new OdpSessionOptions
            {
                DataSource = options.DataSource,
                Identifier = options.Identifier,
                CreationTime = start,
                Streams = [CarSignals.Chassis, CarSignals.Engine],
                Details = new Dictionary<string, string> { ["Simulated"] = "true", ["Track"] = "Simulated ring" },
            },
            cancellationToken).ConfigureAwait(false);
        var car = new SimulatedCar(client, ownsClient, writer, options, start);
        try
        {
            await car._journey.BeginAsync(options.Seed, cancellationToken).ConfigureAwait(false);
            return car;
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task LapAsync()
    {
        var begin = _options.Time.GetTimestamp();
        var end = _options.Laps == 0 ? double.MaxValue : _model.StartOf(_options.Laps + 1);
        using var timer = new PeriodicTimer(_options.SendInterval, _options.Time);
        try
        {
            while (Interlocked.Read(ref _drivenNs) / 1e9 < end && await timer.WaitForNextTickAsync(_ending.Token).ConfigureAwait(false))
            {
                await TryDriveAsync(Math.Min(end, _options.Time.GetElapsedTime(begin).TotalSeconds * _options.Speed)).ConfigureAwait(false);
            }

            await _writer.EndAsync(_ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Disposed, which ends the session.
        }
        catch (LabException error)
        {
            Problem = error;
        }
    }

    private async Task TryDriveAsync(double until)
    {
        try
        {
            await DriveUntilAsync(until, _ending.Token).ConfigureAwait(false);
        }
        catch (LabException error)
        {
            Problem = error;
        }
    }

    // In spans, so that a long way takes no more memory than a short one.
    private async Task DriveUntilAsync(double until, CancellationToken cancellationToken)
    {
        for (var driven = Interlocked.Read(ref _drivenNs) / 1e9; driven < until;)
        {
            driven = Math.Min(driven + LongestSpan, until);
            var time = (long)Math.Round(driven * 1e9);
            await _journey.WriteUntilAsync((ulong)time, cancellationToken).ConfigureAwait(false);
            Interlocked.Exchange(ref _drivenNs, time);
        }
    }
}
