using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>What happens around every request: busy, the handler, an error reply when it fails, idle.</summary>
internal static class RequestWork
{
    /// <summary>Answers a request. Throws nothing.</summary>
    public static async Task RunAsync(Request request, IRequestHandler handler, CancellationToken cancellationToken)
    {
        request.Busy();
        try
        {
            await handler.HandleAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // A kernel that dies of one request takes the user's variables along: the request fails, the kernel goes on.
            request.Reply(new ErrorReply(failure.GetType().Name, failure.Message, [failure.Message]), Wire.Json.ErrorReply);
        }

        request.Idle();
    }
}
