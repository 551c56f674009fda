using LabSdk.Kernel.Session.History;
using LabSdk.Kernel.Session.Output;
using LabSdk.Kernel.Session.Requests;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session;

/// <summary>
/// Which request is answered by whom. Cells wait for each other; questions about the language wait for each other but not
/// for cells; everything else, messages of controls above all, is answered at once.
/// </summary>
internal sealed class RequestRouter
{
    private readonly RequestLane _cells = new();
    private readonly RequestLane _language = new();
    private readonly Dictionary<string, (RequestLane? Lane, IRequestHandler Handler)> _handlers;
    private readonly ExecuteHandler _execute;
    private readonly UnknownHandler _unknown;
    private readonly ShutdownHandler _shutdown = new();
    private readonly Action<bool> _ended;
    private readonly Comms.CommManager _comms;
    private CancellationToken _stopping;

    public RequestRouter(Task<IScriptEngine> engine, OutputServices services, InputHistory history, KernelOptions options, Action<bool> ended)
    {
        var execute = _execute = new ExecuteHandler(engine, services, history, _cells);
        _ended = ended;
        _unknown = new UnknownHandler(options.Log);
        _comms = services.Comms;
        _handlers = new(StringComparer.Ordinal)
        {
            ["execute_request"] = (_cells, execute),
            ["complete_request"] = (_language, new CompleteHandler(engine)),
            ["inspect_request"] = (_language, new InspectHandler(engine)),
            ["is_complete_request"] = (_language, new IsCompleteHandler(engine)),
            ["kernel_info_request"] = (null, new KernelInfoHandler()),
            ["history_request"] = (null, new HistoryHandler(history)),
            ["comm_info_request"] = (null, new CommInfoHandler(services.Comms)),
            ["interrupt_request"] = (null, new InterruptHandler(engine, execute, options.Time)),
            ["shutdown_request"] = (null, _shutdown),
        };
    }

    /// <summary>The output of the cell that runs or was run last.</summary>
    public ICellOutput? Latest => _execute.Latest;

    /// <summary>Begins to answer.</summary>
    public IEnumerable<Task> Run(CancellationToken cancellationToken)
    {
        _stopping = cancellationToken;
        return [_cells.RunAsync(cancellationToken), _language.RunAsync(cancellationToken)];
    }

    /// <summary>Takes a request. Returns at once.</summary>
    /// <exception cref="ProtocolException">A message of a comm has another shape.</exception>
    public void Receive(Request request)
    {
        if (request.Type is "comm_open" or "comm_msg" or "comm_close")
        {
            _comms.Receive(request);
            return;
        }

        var (lane, handler) = _handlers.GetValueOrDefault(request.Type, (null, _unknown));
        if (lane is not null)
        {
            lane.Add(request, handler);
        }
        else
        {
            _ = Task.Run(() => AnswerAsync(request, handler), CancellationToken.None);
        }
    }

    private async Task AnswerAsync(Request request, IRequestHandler handler)
    {
        await RequestWork.RunAsync(request, handler, _stopping).ConfigureAwait(false);
        if (_shutdown.IsRestart is { } restart)
        {
            // Only now: reply and idle are on their way.
            _ended(restart);
        }
    }
}
