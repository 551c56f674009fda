using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Agrees to the end of the kernel. The front end starts a new process when it wants a restart.</summary>
internal sealed class ShutdownHandler : IRequestHandler
{
    /// <summary>True when the kernel was asked to end because a new one will be started; null when it was not asked.</summary>
    public bool? IsRestart { get; private set; }

    public Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var restart = request.Message.Read(Wire.Json.Shutdown).Restart;
        request.Reply(new Shutdown { Status = "ok", Restart = restart }, Wire.Json.Shutdown);
        IsRestart = restart;
        return Task.CompletedTask;
    }
}
