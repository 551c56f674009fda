using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Output;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Completion.</summary>
internal sealed class CompleteHandler(Task<IScriptEngine> engine) : IRequestHandler
{
    public async Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Read(Wire.Json.CursorRequest);
        var script = await engine.WaitAsync(cancellationToken).ConfigureAwait(false);
        var list = await script.CompleteAsync(asked.Code, CodePoints.ToUtf16(asked.Code, asked.CursorPos), cancellationToken).ConfigureAwait(false);
        var (start, end) = (CodePoints.FromUtf16(asked.Code, list.Start), CodePoints.FromUtf16(asked.Code, list.End));
        var types = list.Items.Select(item => new CompletionType(item.Text, item.Kind, item.Signature, start, end)).ToArray();
        request.Reply(
            new CompleteReply([.. list.Items.Select(item => item.Text).Distinct(StringComparer.Ordinal)], start, end, new CompleteMetadata { Types = types }),
            Wire.Json.CompleteReply);
    }
}

/// <summary>Explanation of what stands at the cursor.</summary>
internal sealed class InspectHandler(Task<IScriptEngine> engine) : IRequestHandler
{
    public async Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Read(Wire.Json.CursorRequest);
        var script = await engine.WaitAsync(cancellationToken).ConfigureAwait(false);
        var position = CodePoints.ToUtf16(asked.Code, asked.CursorPos);
        var found = await script.InspectAsync(asked.Code, position, asked.DetailLevel > 0, cancellationToken).ConfigureAwait(false);
        request.Reply(new InspectReply(found is not null, found is null ? [] : DisplayContent.ToJson(found)), Wire.Json.InspectReply);
    }
}

/// <summary>Whether a cell could be run as it stands, for consoles.</summary>
internal sealed class IsCompleteHandler(Task<IScriptEngine> engine) : IRequestHandler
{
    public async Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Read(Wire.Json.CodeRequest);
        var script = await engine.WaitAsync(cancellationToken).ConfigureAwait(false);
        var answer = script.CheckCompleteness(asked.Code);
        var reply = answer.Status switch
        {
            CompletenessStatus.Complete => new IsCompleteReply("complete", null),
            CompletenessStatus.Incomplete => new IsCompleteReply("incomplete", answer.Indent),
            _ => new IsCompleteReply("invalid", null),
        };
        request.Reply(reply, Wire.Json.IsCompleteReply);
    }
}
