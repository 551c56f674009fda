namespace LabSdk.Cxl;

/// <summary>One command on its way through the thread of a mailbox.</summary>
internal sealed class MailboxCall(MailboxExchange exchange, ushort opcode, byte[] payload)
{
    private readonly TaskCompletionSource<CxlReply> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer.</summary>
    public Task<CxlReply> Done => _done.Task;

    /// <summary>Carries it out.</summary>
    public void Run()
    {
        try
        {
            _done.SetResult(exchange.Execute(opcode, payload));
        }
        catch (Exception error)
        {
            _done.SetException(error);

            // Observed here: the caller may have stopped to wait.
            _ = _done.Task.Exception;
        }
        finally
        {
            // Payloads may hold passphrases.
            Array.Clear(payload);
        }
    }
}
