using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>
/// RunEngineService: plans that the daemon runs itself, with documents start, descriptor, event and stop. Use
/// <see cref="RunAsync"/> for a whole run; the single calls are here for those who share an engine.
/// </summary>
/// <remarks>Thread-safe. One plan runs at a time.</remarks>
public sealed partial class DaqRunEngine
{
    private readonly DaqConnection _connection;
    private readonly DaqHardware _hardware;
    private readonly RunEngineService.RunEngineServiceClient _calls;
    private readonly RunEngineService.RunEngineServiceClient _streams;

    internal DaqRunEngine(DaqConnection connection, DaqHardware hardware)
    {
        _connection = connection;
        _hardware = hardware;
        _calls = new RunEngineService.RunEngineServiceClient(connection.Calls);
        _streams = new RunEngineService.RunEngineServiceClient(connection.Streams);
    }

    /// <summary>Lists the plan types.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<PlanTypeSummary>> ListPlanTypesAsync(CancellationToken cancellationToken = default) => (await _connection.CallAsync(
        Call("ListPlanTypes", "Listing the plan types"), options => _calls.ListPlanTypesAsync(new ListPlanTypesRequest(), options), cancellationToken).ConfigureAwait(false)).PlanTypes;

    /// <summary>Asks for the parameters of a plan type. The daemons known answer that they cannot.</summary>
    /// <param name="planType">The type.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqNotSupportedException">The daemon does not have this function.</exception>
    public Task<PlanTypeInfo> GetPlanTypeInfoAsync(string planType, CancellationToken cancellationToken = default) => _connection.CallAsync(
        Call("GetPlanTypeInfo", $"Asking for plan type '{planType}'"),
        options => _calls.GetPlanTypeInfoAsync(new GetPlanTypeInfoRequest { TypeId = planType }, options), cancellationToken);

    /// <summary>Puts a plan into the queue. Its devices are not checked by the daemon: a wrong one is skipped or read as 0 later.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqConfigurationException">A parameter is missing or not acceptable; the daemon's words are in the message.</exception>
    public async Task<DaqQueuedPlan> QueuePlanAsync(DaqPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var call = Call("QueuePlan", $"Queueing a {plan.PlanType} plan");
        var request = new QueuePlanRequest { PlanType = plan.PlanType };
        request.Parameters.Add(Maps.Copy(plan.Parameters));
        request.DeviceMapping.Add(Maps.Copy(plan.Devices));
        request.Metadata.Add(Maps.Copy(plan.Metadata));
        var reply = await _connection.CallAsync(call, options => _calls.QueuePlanAsync(request, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
        return new DaqQueuedPlan(reply.RunUid, (int)Math.Min(reply.QueuePosition, int.MaxValue));
    }

    /// <summary>
    /// Runs the next queued plan and returns when it has ended, well or badly. Has no time limit, and cancelling only ends
    /// the wait: a StartEngine call that is broken off leaves the daemon's engine running for ever. To stop a run use
    /// <see cref="AbortPlanAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait, not the run.</param>
    /// <exception cref="DaqDeviceException">There is no plan, or the engine is not idle.</exception>
    public Task StartEngineAsync(CancellationToken cancellationToken = default) => StartAndWaitAsync().WaitAsync(cancellationToken);

    /// <summary>Asks for a pause, which takes effect at the next checkpoint.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Where it pauses, in the daemon's words.</returns>
    /// <exception cref="DaqDeviceException">Nothing runs.</exception>
    public async Task<string> PauseEngineAsync(CancellationToken cancellationToken = default)
    {
        var call = Call("PauseEngine", "Pausing the run engine");
        var reply = await _connection.CallAsync(call, options => _calls.PauseEngineAsync(new PauseEngineRequest { Defer = true }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, "", call);
        return reply.PausedAt;
    }

    /// <summary>Goes on with a paused run.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">Nothing is paused.</exception>
    public async Task ResumeEngineAsync(CancellationToken cancellationToken = default)
    {
        var call = Call("ResumeEngine", "Resuming the run engine");
        var reply = await _connection.CallAsync(call, options => _calls.ResumeEngineAsync(new ResumeEngineRequest(), options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Ends the current run before its next command, or takes a plan out of the queue. A move that goes on is not interrupted.</summary>
    /// <param name="runUid">The run; empty (default) for the current one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">There is no such run.</exception>
    public async Task AbortPlanAsync(string runUid = "", CancellationToken cancellationToken = default)
    {
        var call = Call("AbortPlan", runUid.Length == 0 ? "Aborting the current run" : $"Aborting run '{runUid}'");
        var reply = await _connection.CallAsync(call, options => _calls.AbortPlanAsync(new AbortPlanRequest { RunUid = runUid }, options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    /// <summary>Halts the engine. Refused here while it is idle, because the daemon would then stay in state aborting until it is restarted.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqDeviceException">The engine is idle.</exception>
    public async Task HaltEngineAsync(CancellationToken cancellationToken = default)
    {
        var call = Call("HaltEngine", "Halting the run engine");
        var status = await GetEngineStatusAsync(cancellationToken).ConfigureAwait(false);
        if (status.State == DaqEngineState.Idle)
        {
            throw new DaqDeviceException(
                DaqErrorIds.HaltWhileIdle, "The run engine is idle, so it was not halted: the daemon would then hang in state aborting until it is restarted.",
                new DaqErrorDetails(call.Method, Grpc.GrpcStatusCode.OK, ""), "There is nothing to halt.") { Endpoint = _connection.Endpoint };
        }

        var reply = await _connection.CallAsync(call, options => _calls.HaltEngineAsync(new HaltEngineRequest(), options), cancellationToken).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Halted, reply.Message, call);
    }

    /// <summary>Asks what the engine is doing.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DaqTimeoutException">The engine hangs, for example because a camera in a plan gives no frames.</exception>
    public async Task<DaqEngineStatus> GetEngineStatusAsync(CancellationToken cancellationToken = default) => DaqEngineStatus.From(await _connection.CallAsync(
        Call("GetEngineStatus", "Asking for the run engine"), options => _calls.GetEngineStatusAsync(new GetEngineStatusRequest(), options), cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Streams documents, live only: subscribe before a run starts. The daemon loses documents for readers that fall
    /// behind, so they are read ahead here.
    /// </summary>
    /// <param name="runUid">Only of this run; null for all. The daemon then leaves out events until the run's descriptor.</param>
    /// <param name="types">Only these types; null or empty for all. Without start and descriptor, events have no run and no positions.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<DaqDocument> StreamDocumentsAsync(
        string? runUid = null, IReadOnlyList<DocumentType>? types = null, CancellationToken cancellationToken = default) =>
        EagerBuffer.ReadAheadAsync(token => ReadDocumentsAsync(runUid, types, null, token), cancellationToken);

    private static DaqCall Call(string method, string doing) => new($"RunEngineService.{method}", doing);

    private async Task StartAndWaitAsync()
    {
        var call = Call("StartEngine", "Starting the run engine");
        var reply = await _connection.CallAsync(
            call, options => _calls.StartEngineAsync(new StartEngineRequest(), options), CancellationToken.None, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        _connection.ThrowUnless(reply.Success, reply.ErrorMessage, call);
    }

    private async IAsyncEnumerable<DaqDocument> ReadDocumentsAsync(
        string? runUid, IReadOnlyList<DocumentType>? types, TaskCompletionSource? open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new StreamDocumentsRequest();
        request.DocTypes.AddRange(types ?? []);
        if (runUid is not null)
        {
            request.RunUid = runUid;
        }

        var joiner = new DocumentJoiner();
        await foreach (var (document, resumed) in ResumingStream.ReadAsync(
            _connection,
            Call("StreamDocuments", "Streaming documents"),
            options =>
            {
                var stream = _streams.StreamDocuments(request, options);
                _ = stream.ResponseHeadersAsync.ContinueWith(
                    static (_, state) => ((TaskCompletionSource?)state)?.TrySetResult(), open, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                return stream;
            },
            cancellationToken).ConfigureAwait(false))
        {
            yield return joiner.Join(document, resumed);
        }
    }
}
