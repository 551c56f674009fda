using System.Globalization;
using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.History;
using LabSdk.Kernel.Session.Output;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Runs cells, one at a time.</summary>
internal sealed class ExecuteHandler(Task<IScriptEngine> engine, OutputServices services, InputHistory history, RequestLane lane) : IRequestHandler
{
    private int _count;
    private RunningCell? _running;

    /// <summary>The cell that runs now; null when none does.</summary>
    public RunningCell? Running => Volatile.Read(ref _running);

    /// <summary>The output of the cell that runs or was run last.</summary>
    public CellOutput? Latest { get; private set; }

    public async Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Read(Wire.Json.ExecuteRequest);
        var isStored = asked is { Silent: false, StoreHistory: true };
        var number = isStored ? ++_count : _count;
        var output = new CellOutput(new CellContext(request.Message.HeaderJson, request.Message.Identities, number, asked.Silent, asked.AllowStdin), services);
        Latest = output;
        if (!asked.Silent)
        {
            services.Channel.Publish("execute_input", output.Parent, new ExecuteInputContent(asked.Code, number), Wire.Json.ExecuteInputContent);
        }

        using var cell = new RunningCell();
        Volatile.Write(ref _running, cell);
        try
        {
            var error = (await RunAsync(asked.Code, output, number, cell).ConfigureAwait(false)).Error;
            var values = error is null ? await EvaluateAsync(asked, output, number, cell).ConfigureAwait(false) : [];
            services.Pump.Flush();
            if (isStored)
            {
                history.Add(number, asked.Code, output.ResultText);
            }

            Answer(request, asked, output, number, error, values);
        }
        finally
        {
            Volatile.Write(ref _running, null);
        }
    }

    private async Task<CellResult> RunAsync(string code, ICellOutput output, int number, RunningCell cell)
    {
        try
        {
            var script = await engine.WaitAsync(cell.Interrupted).ConfigureAwait(false);
            var request = new CellRequest(code, output) { Name = string.Create(CultureInfo.InvariantCulture, $"cell {number}") };
            return await script.ExecuteAsync(request, cell.Interrupted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cell.Interrupted.IsCancellationRequested)
        {
            return new CellResult(CellStatus.Interrupted, default, new CellError("KeyboardInterrupt", "The cell was interrupted before it began.", ["The cell was interrupted before it began."]));
        }
        catch (Exception failure)
        {
            // The engine reports errors of cells as results; this is one of its own.
            return new CellResult(CellStatus.Error, default, new CellError(failure.GetType().Name, failure.Message, failure.ToString().Split('\n')));
        }
    }

    private void Answer(Request request, ExecuteRequest asked, CellOutput output, int number, CellError? error, JsonObject values)
    {
        if (error is null)
        {
            request.Reply(new ExecuteReply(number, values), Wire.Json.ExecuteReply);
            return;
        }

        if (!asked.Silent)
        {
            services.Channel.Publish("error", output.Parent, new ErrorContent(error.Name, error.Message, error.Traceback), Wire.Json.ErrorContent);
        }

        var waiting = asked.StopOnError ? lane.TakeWaiting() : [];
        request.Reply(new ErrorReply(error.Name, error.Message, error.Traceback) { ExecutionCount = number }, Wire.Json.ErrorReply);
        foreach (var later in waiting)
        {
            later.Busy();
            later.Reply(new ErrorReply("ExecutionAborted", "Not run: an earlier cell failed.", []) { ExecutionCount = _count }, Wire.Json.ErrorReply);
            later.Idle();
        }
    }

    private async Task<JsonObject> EvaluateAsync(ExecuteRequest asked, CellOutput output, int number, RunningCell cell)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in asked.UserExpressions ?? new Dictionary<string, string>())
        {
            var shown = new ExpressionOutput(output);
            var result = await RunAsync(expression, shown, number, cell).ConfigureAwait(false);
            values[name] = result.Error is { } error
                ? new JsonObject { ["status"] = "error", ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]) }
                : new JsonObject { ["status"] = "ok", ["data"] = DisplayContent.ToJson(shown.Result ?? Views.ToMimeBundle(result.Value)), ["metadata"] = new JsonObject() };
        }

        return values;
    }
}
