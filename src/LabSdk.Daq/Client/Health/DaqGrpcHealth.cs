using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire.GrpcHealth;
using WireHealth = LabSdk.Daq.Wire.GrpcHealth.Health;

namespace LabSdk.Daq;

/// <summary>The standard health service of gRPC (<c>grpc.health.v1.Health</c>).</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqGrpcHealth
{
    private readonly DaqConnection _connection;
    private readonly WireHealth.HealthClient _calls;
    private readonly WireHealth.HealthClient _streams;

    internal DaqGrpcHealth(DaqConnection connection)
    {
        _connection = connection;
        _calls = new WireHealth.HealthClient(connection.Calls);
        _streams = new WireHealth.HealthClient(connection.Streams);
    }

    /// <summary>Asks whether a service takes calls.</summary>
    /// <param name="service">For example <c>daq.HardwareService</c>; empty (default) for the daemon as a whole.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">The daemon has no such service.</exception>
    public async Task<DaqServingStatus> CheckAsync(string service = "", CancellationToken cancellationToken = default) => Status(await _connection.CallAsync(
        Call("Check", service), options => _calls.CheckAsync(new HealthCheckRequest { Service = service }, options), cancellationToken).ConfigureAwait(false));

    /// <summary>Streams whether a service takes calls, at once and after each change. For the daemon as a whole it ends after the first.</summary>
    /// <param name="service">The service; empty (default) for the daemon as a whole.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<DaqServingStatus> WatchAsync(string service = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var (reply, _) in ResumingStream.ReadAsync(
            _connection, Call("Watch", service), options => _streams.Watch(new HealthCheckRequest { Service = service }, options), cancellationToken).ConfigureAwait(false))
        {
            yield return Status(reply);
        }
    }

    private static DaqCall Call(string method, string service) =>
        new($"Health.{method}", service.Length == 0 ? "Checking the daemon" : $"Checking service '{service}'");

    private static DaqServingStatus Status(HealthCheckResponse reply) =>
        Enum.IsDefined((DaqServingStatus)(int)reply.Status) ? (DaqServingStatus)(int)reply.Status : DaqServingStatus.Unknown;
}
