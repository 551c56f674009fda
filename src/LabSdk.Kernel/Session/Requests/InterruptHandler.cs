using LabSdk.Kernel.Messaging;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>
/// Interrupts the running cell, and the blocking calls of control handlers. Answers when the cell has ended, but after six
/// seconds in any case: the engine has then given up on it and says so.
/// </summary>
internal sealed class InterruptHandler(Task<IScriptEngine> engine, ExecuteHandler execute, TimeProvider time) : IRequestHandler
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(6);

    public async Task HandleAsync(Request request, CancellationToken cancellationToken)
    {
        Interrupts.Raise();
        if (execute.Running is { } cell)
        {
            if (!cell.Interrupt() && engine.IsCompletedSuccessfully)
            {
                (await engine.ConfigureAwait(false)).Interrupt();
            }

            await cell.Ended.WaitAsync(LongestWait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else if (engine.IsCompletedSuccessfully)
        {
            // A cell that the engine has given up on still runs in it.
            (await engine.ConfigureAwait(false)).Interrupt();
        }

        request.Reply(new OkReply(), Wire.Json.OkReply);
    }
}
