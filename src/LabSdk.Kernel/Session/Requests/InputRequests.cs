using System.Text.Json;
using System.Threading.Channels;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Session.Output;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Session.Requests;

/// <summary>Questions to the user, on the stdin channel, one at a time.</summary>
internal sealed class InputRequests(MessageCodec codec) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Channel<string>? _answer;
    private RouterSocket? _socket;
    private OutputPump? _pump;

    /// <summary>Sets what is only there after the sockets are bound.</summary>
    public void Connect(RouterSocket socket, OutputPump pump) => (_socket, _pump) = (socket, pump);

    /// <summary>Asks and waits. Blocks; ended by the interrupt of the cell.</summary>
    /// <exception cref="NotSupportedException">The front end of this cell cannot be asked.</exception>
    public string Ask(CellContext cell, string prompt, bool isPassword) => cell.AllowsInput
        ? Blocking.Run(token => AskAsync(cell, prompt, isPassword, token), new BlockingCall("Waiting for input"))
        : throw new NotSupportedException("The front end that runs this cell cannot ask the user for input.");

    /// <summary>Takes an answer; one that nobody waits for is ignored.</summary>
    public void Receive(Message message)
    {
        if (message.Type == "input_reply")
        {
            Volatile.Read(ref _answer)?.Writer.TryWrite(message.Read(Wire.Json.InputReply).Value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<string> AskAsync(CellContext cell, string prompt, bool isPassword, CancellationToken cancellationToken)
    {
        // Off the thread of the cell, which can be aborted.
        await Task.Yield();
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = Channel.CreateBounded<string>(1);
            Volatile.Write(ref _answer, answer);
            _pump!.Flush();
            var content = JsonSerializer.SerializeToUtf8Bytes(new InputRequestContent(prompt, isPassword), Wire.Json.InputRequestContent);
            _socket!.Send(cell.Identities[0], new OutgoingMessage(codec.Encode(cell.Identities.Skip(1), "input_request", cell.Parent, MessageCodec.EmptyObject, content)));
            return await answer.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _answer, null);
            _one.Release();
        }
    }
}
