namespace LabSdk.Kernel.Session.Requests;

/// <summary>Answers nothing: the protocol wants unknown requests to be ignored, with busy and idle around them.</summary>
internal sealed class UnknownHandler(Action<string> log) : IRequestHandler
{
    public Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        log($"A request of the type '{Messaging.MessageCodec.Printable(request.Type)}' is not known and was ignored.");
        return Task.CompletedTask;
    }
}
