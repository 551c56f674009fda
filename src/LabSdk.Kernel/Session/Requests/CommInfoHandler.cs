using LabSdk.Display.Widgets;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Comms;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Lists the open comms, for a front end that has reconnected.</summary>
internal sealed class CommInfoHandler(CommManager comms) : IRequestHandler
{
    public Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Read(Wire.Json.CommInfoRequest);
        WidgetFrontEnds.Asked(asked.TargetName);
        request.Reply(new CommInfoReply(comms.List(asked.TargetName)), Wire.Json.CommInfoReply);
        return Task.CompletedTask;
    }
}
