using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>ControlService: daemon information, scripts in the Rhai language, and the measurement stream.</summary>
/// <remarks>Thread-safe. The daemon keeps scripts in memory only; a daemon built without scripting refuses these calls.</remarks>
public sealed class DaqControl
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    private readonly DaqConnection _connection;
    private readonly ControlService.ControlServiceClient _calls;
    private readonly ControlService.ControlServiceClient _streams;

    internal DaqControl(DaqConnection connection)
    {
        _connection = connection;
        _calls = new ControlService.ControlServiceClient(connection.Calls);
        _streams = new ControlService.ControlServiceClient(connection.Streams);
    }

    /// <summary>Asks the daemon for its version and features.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DaqDaemonInfo> GetDaemonInfoAsync(CancellationToken cancellationToken = default)
    {
        var info = await _connection.CallAsync(
            Call("GetDaemonInfo", $"Connecting to the daemon at {_connection.Endpoint}"),
            options => _calls.GetDaemonInfoAsync(new DaemonInfoRequest(), options), cancellationToken).ConfigureAwait(false);
        return new DaqDaemonInfo(info.Version, [.. info.Features], [.. info.AvailableHardware], TimeSpan.FromSeconds(Math.Min(info.UptimeSeconds, 1e11)));
    }

    /// <summary>Uploads a script; the daemon checks its syntax.</summary>
    /// <param name="script">The script's text, at most 1 MiB.</param>
    /// <param name="name">A name for people.</param>
    /// <param name="metadata">Kept with it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The id of the script.</returns>
    /// <exception cref="DaqDeviceException">The script is too large or does not compile; the daemon's words are in the message.</exception>
    public async Task<string> UploadScriptAsync(
        string script, string name, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        var call = Call("UploadScript", $"Uploading script '{name}'");
        var request = new UploadRequest { ScriptContent = script, Name = name };
        request.Metadata.Add(Maps.Copy(metadata));
        var reply = await _connection.CallAsync(call, options => _calls.UploadScriptAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return reply.ScriptId;
    }

    /// <summary>Starts a script and returns at once. The daemon takes no parameters for scripts: it ignores those of the wire.</summary>
    /// <param name="scriptId">The script.</param>
    /// <param name="cancellationToken">Ends the call, not the script.</param>
    /// <returns>The id of the execution.</returns>
    /// <exception cref="DaqDeviceException">There is no such script.</exception>
    public async Task<string> StartScriptAsync(string scriptId, CancellationToken cancellationToken = default)
    {
        var call = Call("StartScript", $"Starting script '{scriptId}'");
        var reply = await _connection.CallAsync(call, options => _calls.StartScriptAsync(new StartRequest { ScriptId = scriptId }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Started, "the daemon did not start it", call);
        return reply.ExecutionId;
    }

    /// <summary>Stops an execution. The operation that the script is in goes on to its end.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="force">Changes the daemon's message only.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such execution, or it has ended.</exception>
    public async Task StopScriptAsync(string executionId, bool force = false, CancellationToken cancellationToken = default)
    {
        var call = Call("StopScript", $"Stopping execution '{executionId}'");
        var reply = await _connection.CallAsync(
            call, options => _calls.StopScriptAsync(new StopRequest { ExecutionId = executionId, Force = force }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Stopped, reply.Message, call);
    }

    /// <summary>Asks how far an execution is.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DaqScriptExecution> GetScriptStatusAsync(string executionId, CancellationToken cancellationToken = default) =>
        DaqScriptExecution.From(await _connection.CallAsync(
            Call("GetScriptStatus", $"Asking for execution '{executionId}'"),
            options => _calls.GetScriptStatusAsync(new StatusRequest { ExecutionId = executionId }, options), cancellationToken).ConfigureAwait(false));

    /// <summary>Lists the scripts, newest first.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<DaqScript>> ListScriptsAsync(CancellationToken cancellationToken = default)
    {
        var reply = await _connection.CallAsync(
            Call("ListScripts", "Listing the scripts"), options => _calls.ListScriptsAsync(new ListScriptsRequest(), options), cancellationToken).ConfigureAwait(false);
        return [.. reply.Scripts
            .Select(script => new DaqScript(script.ScriptId, script.Name, DaqTime.FromNanoseconds(script.UploadTimeNs), new Dictionary<string, string>(script.Metadata)))
            .OrderByDescending(script => script.Uploaded)];
    }

    /// <summary>Lists executions, newest first.</summary>
    /// <param name="scriptId">Only of this script; null for all.</param>
    /// <param name="state">Only in this state, in the daemon's words; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<DaqScriptExecution>> ListExecutionsAsync(string? scriptId = null, string? state = null, CancellationToken cancellationToken = default)
    {
        var request = new ListExecutionsRequest();
        if (scriptId is not null)
        {
            request.ScriptId = scriptId;
        }

        if (state is not null)
        {
            request.State = state;
        }

        var reply = await _connection.CallAsync(
            Call("ListExecutions", "Listing the executions"), options => _calls.ListExecutionsAsync(request, options), cancellationToken).ConfigureAwait(false);
        return [.. reply.Executions.Select(DaqScriptExecution.From)];
    }

    /// <summary>Streams the load of the daemon's computer, ten times a second.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<DaqSystemStatus> StreamStatusAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const double bytesPerKibibyte = 1024;
        await foreach (var (status, resumed) in ResumingStream.ReadAsync(
            _connection, Call("StreamStatus", "Watching the daemon's load"), options => _streams.StreamStatus(new StatusRequest(), options), cancellationToken).ConfigureAwait(false))
        {
            yield return new DaqSystemStatus(
                status.CurrentState, status.CurrentMemoryUsageMb * bytesPerKibibyte, DaqTime.FromNanoseconds(status.TimestampNs), new Dictionary<string, double>(status.LiveValues))
            {
                IsAfterReconnect = resumed,
            };
        }
    }

    /// <summary>Streams values of the daemon's measurement bus. It loses data for readers that fall behind, so it is read ahead here.</summary>
    /// <param name="channels">Only these channels; null or empty for all.</param>
    /// <param name="maxRateHz">Most values in a second; 0 (default) for all.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<DaqMeasurement> StreamMeasurementsAsync(
        IReadOnlyList<string>? channels = null, double maxRateHz = 0, CancellationToken cancellationToken = default) =>
        EagerBuffer.ReadAheadAsync(token => ReadMeasurementsAsync(channels, maxRateHz, token), cancellationToken);

    internal static async Task ProbeAsync(DaqConnection connection, CancellationToken cancellationToken)
    {
        var calls = new ControlService.ControlServiceClient(connection.Calls);
        await connection.CallAsync(
            Call("GetDaemonInfo", $"Reaching the daemon at {connection.Endpoint}"),
            options => calls.GetDaemonInfoAsync(new DaemonInfoRequest(), options), cancellationToken, ProbeTimeout).ConfigureAwait(false);
    }

    private static DaqCall Call(string method, string doing) => new($"ControlService.{method}", doing);

    private async IAsyncEnumerable<DaqMeasurement> ReadMeasurementsAsync(
        IReadOnlyList<string>? channels, double maxRateHz, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new MeasurementRequest { MaxRateHz = DaqUnits.Hertz(maxRateHz) };
        request.Channels.AddRange(channels ?? []);
        await foreach (var (point, resumed) in ResumingStream.ReadAsync(
            _connection, Call("StreamMeasurements", "Streaming measurements"), options => _streams.StreamMeasurements(request, options), cancellationToken).ConfigureAwait(false))
        {
            yield return new DaqMeasurement(point.Channel, point.Value, DaqTime.FromNanoseconds(point.TimestampNs)) { IsAfterReconnect = resumed };
        }
    }
}
