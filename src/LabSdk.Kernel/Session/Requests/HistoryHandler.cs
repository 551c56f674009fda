using System.Text.Json.Nodes;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.History;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Earlier cells: of a session, the latest, or those that match a pattern.</summary>
internal sealed class HistoryHandler(InputHistory history) : IRequestHandler
{
    public Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var asked = request.Message.Read(Wire.Json.HistoryRequest);
        var found = asked.HistAccessType switch
        {
            "range" => history.Range(asked.Session ?? 0, asked.Start ?? 0, asked.Stop),
            "search" => history.Search(asked.Pattern ?? "*", asked.N, asked.Unique),
            _ => history.Tail(asked.N ?? int.MaxValue),
        };
        var rows = found.Select(entry => (JsonNode)new JsonArray(
            entry.Session,
            entry.Line,
            asked.Output ? new JsonArray(entry.Input, entry.Output) : JsonValue.Create(entry.Input)));
        request.Reply(new HistoryReply([.. rows]), Wire.Json.HistoryReply);
        return Task.CompletedTask;
    }
}
