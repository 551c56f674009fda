using System.IO.Pipelines;
using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Server.Calls;

/// <summary>Writes the replies of a call; awaiting a write is the back-pressure of a slow client.</summary>
internal sealed class ResponseWriter<T>(HttpServerCallContext call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    private readonly PipeWriter _pipe = call.Http.Response.BodyWriter;
    private readonly PipeMessage _plain = new(call.Http.Response.BodyWriter, call.MaxSend);

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        call.BeginWrite();
        try
        {
            await WriteCoreAsync(message).ConfigureAwait(false);
            if ((call.WriteOptions?.Flags & WriteFlags.BufferHint) != WriteFlags.BufferHint)
            {
                var flushed = await _pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
                if (flushed.IsCompleted)
                {
                    throw new OperationCanceledException("The client is gone.", call.CancellationToken);
                }
            }
        }
        finally
        {
            call.EndWrite();
        }
    }

    /// <summary>The reply of a call that has one: it leaves together with the status.</summary>
    public async Task WriteSingleAsync(T? message)
    {
        if (message is null)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        }

        call.BeginWrite();
        try
        {
            await WriteCoreAsync(message).ConfigureAwait(false);
        }
        finally
        {
            call.EndWrite();
        }
    }

    private ValueTask WriteCoreAsync(T message)
    {
        call.PrepareHeaders();
        var plain = call.ResponseEncoding == MessageEncoding.Identity
            || (call.WriteOptions?.Flags & WriteFlags.NoCompress) == WriteFlags.NoCompress;
        if (plain && call.WriteFault is null)
        {
            _plain.Write(message, marshaller);
            return ValueTask.CompletedTask;
        }

        return WriteFramedAsync(message, plain ? MessageEncoding.Identity : call.ResponseEncoding);
    }

    private async ValueTask WriteFramedAsync(T message, MessageEncoding encoding)
    {
        using var framed = new OutgoingMessage();
        framed.Serialize(message, marshaller, encoding);
        if (call.WriteFault is { } fault)
        {
            await fault(call, framed.Framed).ConfigureAwait(false);
        }
        else
        {
            await _pipe.WriteAsync(framed.Framed, call.CancellationToken).ConfigureAwait(false);
        }
    }
}
