using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>HealthService of the daemon: its modules, their heartbeats and its errors.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqHealth
{
    private readonly DaqConnection _connection;
    private readonly HealthService.HealthServiceClient _calls;
    private readonly HealthService.HealthServiceClient _streams;

    internal DaqHealth(DaqConnection connection)
    {
        _connection = connection;
        _calls = new HealthService.HealthServiceClient(connection.Calls);
        _streams = new HealthService.HealthServiceClient(connection.Streams);
    }

    /// <summary>Asks how the daemon is as a whole.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<GetSystemHealthResponse> GetSystemHealthAsync(CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetSystemHealth", "Asking for the daemon's health"), options => _calls.GetSystemHealthAsync(new GetSystemHealthRequest(), options), cancellationToken);

    /// <summary>Asks how each module of the daemon is: <c>system_metrics</c>, <c>hardware_registry</c> and others. 30 s without heartbeat is unhealthy.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ModuleHealthStatus>> GetModuleHealthAsync(CancellationToken cancellationToken = default) => (await _connection.CallAsync(
        Call("GetModuleHealth", "Asking for the health of the daemon's modules"),
        options => _calls.GetModuleHealthAsync(new GetModuleHealthRequest(), options), cancellationToken).ConfigureAwait(false)).Modules;

    /// <summary>Reads the daemon's last errors.</summary>
    /// <param name="limit">How many; 0 (default) is the daemon's 100. It counts before the severity is looked at.</param>
    /// <param name="moduleName">Only of this module; null for all.</param>
    /// <param name="minimumSeverity">Only this bad or worse; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<HealthErrorRecord>> GetErrorHistoryAsync(
        int limit = 0, string? moduleName = null, ErrorSeverityLevel? minimumSeverity = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var request = new GetErrorHistoryRequest();
        if (limit > 0)
        {
            request.Limit = (uint)limit;
        }

        if (moduleName is not null)
        {
            request.ModuleName = moduleName;
        }

        if (minimumSeverity is { } severity)
        {
            request.MinSeverity = severity;
        }

        return (await _connection.CallAsync(
            Call("GetErrorHistory", "Reading the daemon's errors"), options => _calls.GetErrorHistoryAsync(request, options), cancellationToken).ConfigureAwait(false)).Errors;
    }

    /// <summary>Streams the health of the daemon; the first update comes at once.</summary>
    /// <param name="interval">How often; null for the daemon's 5 s.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<HealthUpdate> StreamHealthUpdatesAsync(TimeSpan? interval = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new StreamHealthUpdatesRequest { UpdateIntervalMs = interval is { } given ? DaqUnits.Milliseconds(given) : 0 };
        await foreach (var (update, _) in ResumingStream.ReadAsync(
            _connection, Call("StreamHealthUpdates", "Watching the daemon's health"), options => _streams.StreamHealthUpdates(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private static DaqCall Call(string method, string doing) => new($"HealthService.{method}", doing);
}
