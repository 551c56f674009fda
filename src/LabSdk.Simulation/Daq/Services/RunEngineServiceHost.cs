using Grpc.Core;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>Plans, the engine and its documents.</summary>
internal sealed class RunEngineServiceHost(DaemonState state) : RunEngineService.RunEngineServiceBase
{
    public override Task<ListPlanTypesResponse> ListPlanTypes(ListPlanTypesRequest request, ServerCallContext context)
    {
        var reply = new ListPlanTypesResponse();
        reply.PlanTypes.Add(Summary("count", "Count", "Repeated readings without motion", "0d"));
        reply.PlanTypes.Add(Summary("line_scan", "Line Scan", "Readings along one axis", "scanning", "1d"));
        reply.PlanTypes.Add(Summary("grid_scan", "Grid Scan", "Readings over two axes", "scanning", "2d"));
        return Task.FromResult(reply);
    }

    public override Task<PlanTypeInfo> GetPlanTypeInfo(GetPlanTypeInfoRequest request, ServerCallContext context) =>
        throw RpcErrors.Error(StatusCode.Unimplemented, "get_plan_type_info not yet implemented");

    public override Task<QueuePlanResponse> QueuePlan(QueuePlanRequest request, ServerCallContext context)
    {
        try
        {
            var plan = PlanFactory.Create(request.PlanType, new PlanArguments(request.Parameters, request.DeviceMapping));
            var run = new QueuedRun(state.Ids.Uuid(), plan, new Dictionary<string, string>(request.Metadata));
            var position = state.Engine.Enqueue(run);
            return Task.FromResult(new QueuePlanResponse { Success = true, RunUid = run.Uid, QueuePosition = (uint)position });
        }
        catch (PlanRefusedException refusal)
        {
            throw RpcErrors.InvalidArgument($"Failed to create plan: {refusal.Message}");
        }
    }

    public override async Task<StartEngineResponse> StartEngine(StartEngineRequest request, ServerCallContext context)
    {
        try
        {
            await state.Engine.StartAsync(context.CancellationToken).ConfigureAwait(false);
            return new StartEngineResponse { Success = true };
        }
        catch (EngineRefusedException refusal)
        {
            throw RpcErrors.Error(StatusCode.Internal, $"Failed to start engine: {refusal.Message}");
        }
    }

    public override Task<PauseEngineResponse> PauseEngine(PauseEngineRequest request, ServerCallContext context)
    {
        Do("pause engine", state.Engine.Pause);
        return Task.FromResult(new PauseEngineResponse { Success = true, PausedAt = "checkpoint" });
    }

    public override Task<ResumeEngineResponse> ResumeEngine(ResumeEngineRequest request, ServerCallContext context)
    {
        Do("resume engine", state.Engine.Resume);
        return Task.FromResult(new ResumeEngineResponse { Success = true });
    }

    public override Task<AbortPlanResponse> AbortPlan(AbortPlanRequest request, ServerCallContext context)
    {
        Do("abort plan", () => state.Engine.Abort(request.RunUid));
        return Task.FromResult(new AbortPlanResponse { Success = true });
    }

    public override Task<HaltEngineResponse> HaltEngine(HaltEngineRequest request, ServerCallContext context)
    {
        state.Engine.Halt();
        return Task.FromResult(new HaltEngineResponse { Halted = true, Message = "Engine halted successfully" });
    }

    public override Task<EngineStatus> GetEngineStatus(GetEngineStatusRequest request, ServerCallContext context) =>
        state.Engine.StatusAsync(context.CancellationToken);

    public override async Task StreamDocuments(
        StreamDocumentsRequest request, IServerStreamWriter<Document> responseStream, ServerCallContext context)
    {
        using var documents = state.Engine.Documents.Subscribe();
        await context.WriteResponseHeadersAsync([]).ConfigureAwait(false);
        var descriptors = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var document in documents.Reader.ReadAllAsync(context.CancellationToken).ConfigureAwait(false))
        {
            var wantedRun = !request.HasRunUid || BelongsTo(document, request.RunUid, descriptors);
            if (wantedRun && (request.DocTypes.Count == 0 || request.DocTypes.Contains(document.DocType)))
            {
                await responseStream.WriteAsync(document, context.CancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Events name only their descriptor, so those of a run are known after its descriptor passed.
    private static bool BelongsTo(Document document, string runUid, HashSet<string> descriptors)
    {
        switch (document.PayloadCase)
        {
            case Document.PayloadOneofCase.Start:
                return document.Start.RunUid == runUid;
            case Document.PayloadOneofCase.Descriptor_ when document.Descriptor_.RunUid == runUid:
                descriptors.Add(document.Descriptor_.DescriptorUid);
                return true;
            case Document.PayloadOneofCase.Event:
                return descriptors.Contains(document.Event.DescriptorUid);
            case Document.PayloadOneofCase.Stop:
                return document.Stop.RunUid == runUid;
            default:
                return false;
        }
    }

    private static PlanTypeSummary Summary(string id, string name, string description, params string[] categories)
    {
        var summary = new PlanTypeSummary { TypeId = id, DisplayName = name, Description = description };
        summary.Categories.AddRange(categories);
        return summary;
    }

    private static void Do(string what, Action action)
    {
        try
        {
            action();
        }
        catch (EngineRefusedException refusal)
        {
            throw RpcErrors.Error(StatusCode.Internal, $"Failed to {what}: {refusal.Message}");
        }
    }
}
