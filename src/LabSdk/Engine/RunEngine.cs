using LabSdk.Connecting;
using LabSdk.Daq;

namespace LabSdk;

/// <summary>
/// Plans that the daemon runs itself, without this computer between the points. Blocking; the asynchronous calls are in
/// <see cref="DaqClient.RunEngine"/>.
/// </summary>
/// <remarks>Thread-safe. The engine runs one plan at a time, whoever queued it.</remarks>
/// <example>
/// <code>
/// var run = lab.RunEngine.Run(DaqPlan.LineScan("mock_stage", 0, 10, 11, "mock_power_meter"));
/// run.Data
/// </code>
/// </example>
public sealed class RunEngine
{
    private readonly LabCalls _calls;
    private readonly DaqClient _client;

    internal RunEngine(LabCalls calls, DaqClient client)
    {
        _calls = calls;
        _client = client;
    }

    /// <summary>What the engine is doing. Blocks for one call.</summary>
    public DaqEngineStatus Status => _calls.Run(Call("Asking the run engine"), token => _client.RunEngine.GetEngineStatusAsync(token));

    /// <summary>Queues a plan, runs it and collects its points. Blocks until it has ended; an interrupt aborts the run.</summary>
    /// <param name="plan">The plan, for example <see cref="DaqPlan.LineScan"/>.</param>
    /// <param name="onDocument">Called with each document as it arrives, one at a time; may make blocking calls.</param>
    /// <param name="cancellationToken">Aborts the run.</param>
    /// <exception cref="DaqRunException">The run ended without success; the exception carries what was measured.</exception>
    /// <exception cref="DeviceException">The engine is busy, or a camera of the plan gives no frames.</exception>
    public EngineRun Run(DaqPlan plan, Action<DaqDocument>? onDocument = null, CancellationToken cancellationToken = default) => _calls.Run(
        Call($"The run of '{plan?.PlanType}' on the daemon") with { Timeout = Timeout.InfiniteTimeSpan },
        token => RunAsync(plan!, onDocument, token),
        cancellationToken);

    /// <summary>Queues a plan, runs it and collects its points.</summary>
    /// <inheritdoc cref="Run" path="/param"/>
    /// <inheritdoc cref="Run" path="/exception"/>
    public async Task<EngineRun> RunAsync(DaqPlan plan, Action<DaqDocument>? onDocument = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _calls.ThrowIfClosed();
        return new EngineRun(plan, await _client.RunEngine.RunAsync(plan, onDocument, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Puts a plan into the queue. Blocks for one call.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The id of its run and its place in the queue.</returns>
    /// <exception cref="LabConfigurationException">A parameter is missing or not acceptable.</exception>
    public DaqQueuedPlan Queue(DaqPlan plan) => _calls.Run(Call("Queueing a plan"), token => _client.RunEngine.QueuePlanAsync(plan, token));

    /// <summary>
    /// Puts a scan into the queue, for <see cref="Start"/> and other clients. To run it and get its table, use
    /// <see cref="ScanPlan.OnDaemon"/>. Blocks for one call.
    /// </summary>
    /// <param name="plan">A plan of the daemon's devices.</param>
    /// <inheritdoc cref="Queue(DaqPlan)" path="/returns"/>
    /// <exception cref="LabConfigurationException">The engine cannot run it; the message says which parts.</exception>
    public DaqQueuedPlan Queue(ScanPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanCheck.Require(plan, origins: null);
        return Queue(DaemonPlan.Translate(plan));
    }

    /// <summary>Runs the next queued plan. Blocks until it has ended; an interrupt ends the wait, not the run: see <see cref="Abort"/>.</summary>
    /// <exception cref="DeviceException">There is no plan, or the engine is not idle.</exception>
    public void Start() => _calls.Run(
        Call("Running the next plan") with { Timeout = Timeout.InfiniteTimeSpan }, token => _client.RunEngine.StartEngineAsync(token));

    /// <summary>Pauses at the next checkpoint. Blocks until the request was accepted.</summary>
    /// <exception cref="DeviceException">Nothing runs.</exception>
    public void Pause() => _calls.Run(Call("Pausing the run engine"), async token => { await _client.RunEngine.PauseEngineAsync(token).ConfigureAwait(false); });

    /// <summary>Goes on with a paused run. Blocks until the request was accepted.</summary>
    /// <exception cref="DeviceException">Nothing is paused.</exception>
    public void Resume() => _calls.Run(Call("Resuming the run engine"), token => _client.RunEngine.ResumeEngineAsync(token));

    /// <summary>Ends a run before its next command, or takes a plan out of the queue. Blocks until the request was accepted.</summary>
    /// <param name="runUid">The run; empty (default) for the current one.</param>
    /// <exception cref="DeviceException">There is no such run.</exception>
    public void Abort(string runUid = "") => _calls.Run(Call("Aborting a run"), token => _client.RunEngine.AbortPlanAsync(runUid, token));

    /// <summary>Watches the documents of all runs in a plain <c>foreach</c>. Blocks for each; there is no history.</summary>
    /// <param name="runUid">Only of this run; null for all.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public IEnumerable<DaqDocument> Documents(string? runUid = null, CancellationToken cancellationToken = default) =>
        _calls.Enumerate(Call("Watching the run engine"), token => _client.RunEngine.StreamDocumentsAsync(runUid, cancellationToken: token), cancellationToken);

    private BlockingCall Call(string what) => new(what) { Endpoint = _client.Endpoint };
}
