using System.Threading.Channels;
using Grpc.Core;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq.Tests;

/// <summary>A run engine that plays prepared documents when it is started.</summary>
internal sealed class ScriptedRunEngine : RunEngineService.RunEngineServiceBase
{
    private readonly List<ChannelWriter<Document>> _listeners = [];

    public List<string> Log { get; } = [];

    public EngineStatus Status { get; set; } = new() { State = EngineState.EngineIdle };

    public uint QueuePosition { get; set; } = 1;

    public bool HadDeadline { get; private set; }

    /// <summary>Plays a run; the default plays the line scan of <see cref="Line"/>.</summary>
    public Func<ScriptedRunEngine, ServerCallContext, Task> OnStart { get; set; } = static (engine, _) => engine.PlayAsync(Line(3));

    public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static IEnumerable<Document> Line(int points, int leaveOut = -1, string exit = "success", uint? claimed = null)
    {
        yield return new Document
        {
            DocType = DocumentType.DocStart,
            Start = new StartDocument
            {
                RunUid = "run-1", PlanType = "line_scan",
                PlanArgs = { ["axis"] = "mock_stage", ["start"] = "0", ["stop"] = "10", ["num_points"] = $"{points}" },
            },
        };
        yield return new Document { DocType = DocumentType.DocDescriptor, Descriptor_ = new DescriptorDocument { RunUid = "run-1", DescriptorUid = "d-1", Name = "primary" } };
        for (var i = 0; i < points; i++)
        {
            if (i != leaveOut)
            {
                yield return new Document
                {
                    DocType = DocumentType.DocEvent, TimestampNs = 1_000_000_000,
                    Event = new EventDocument { DescriptorUid = "d-1", SeqNum = (uint)i, Data = { ["mock_power_meter"] = i * 0.5 } },
                };
            }
        }

        yield return new Document
        {
            DocType = DocumentType.DocStop,
            Stop = new StopDocument { RunUid = "run-1", ExitStatus = exit, Reason = exit == "success" ? "" : "motor stalled", NumEvents = claimed ?? (uint)points },
        };
    }

    public async Task PlayAsync(IEnumerable<Document> documents)
    {
        ChannelWriter<Document>[] listeners;
        lock (_listeners)
        {
            listeners = [.. _listeners];
        }

        foreach (var document in documents)
        {
            foreach (var listener in listeners)
            {
                await listener.WriteAsync(document);
            }
        }
    }

    public override Task<QueuePlanResponse> QueuePlan(QueuePlanRequest request, ServerCallContext context)
    {
        lock (Log)
        {
            Log.Add($"QueuePlan {request.PlanType}");
        }

        return request.PlanType == "bad"
            ? throw ScriptedDaemon.Error(StatusCode.InvalidArgument, "Failed to create plan: Unknown plan type: bad")
            : Task.FromResult(new QueuePlanResponse { Success = true, RunUid = "run-1", QueuePosition = QueuePosition });
    }

    public override async Task<StartEngineResponse> StartEngine(StartEngineRequest request, ServerCallContext context)
    {
        HadDeadline = context.Deadline != DateTime.MaxValue;
        lock (Log)
        {
            Log.Add("StartEngine");
        }

        await OnStart(this, context);
        return new StartEngineResponse { Success = true };
    }

    public override Task<AbortPlanResponse> AbortPlan(AbortPlanRequest request, ServerCallContext context)
    {
        lock (Log)
        {
            Log.Add($"AbortPlan {request.RunUid}");
        }

        Aborted.TrySetResult();
        return Task.FromResult(new AbortPlanResponse { Success = true });
    }

    public override Task<HaltEngineResponse> HaltEngine(HaltEngineRequest request, ServerCallContext context)
    {
        lock (Log)
        {
            Log.Add("HaltEngine");
        }

        return Task.FromResult(new HaltEngineResponse { Halted = true });
    }

    public override Task<EngineStatus> GetEngineStatus(GetEngineStatusRequest request, ServerCallContext context) => Task.FromResult(Status);

    public override async Task StreamDocuments(StreamDocumentsRequest request, IServerStreamWriter<Document> responseStream, ServerCallContext context)
    {
        var queue = Channel.CreateUnbounded<Document>();
        lock (_listeners)
        {
            _listeners.Add(queue.Writer);
        }

        await context.WriteResponseHeadersAsync([]);
        await foreach (var document in queue.Reader.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(document);
        }
    }
}
