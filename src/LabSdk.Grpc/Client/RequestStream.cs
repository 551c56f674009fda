using Grpc.Core;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Client;

/// <summary>Writes the requests of a streaming call.</summary>
internal sealed class RequestStream<TRequest, TResponse>(GrpcCall<TRequest, TResponse> call) : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly OutgoingMessage _outgoing = new();
    private int _writing;
    private bool _completed;

    public WriteOptions? WriteOptions { get; set; }

    public StreamingContent Content { get; } = new();

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_completed)
        {
            throw new InvalidOperationException("The request stream was completed: nothing more can be written.");
        }

        if (Interlocked.Exchange(ref _writing, 1) != 0)
        {
            throw new InvalidOperationException("A message is still being written: await each write before the next.");
        }

        try
        {
            var body = await Content.Opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            call.Serialize(_outgoing, message, WriteOptions);
            await body.WriteAsync(_outgoing.Framed, cancellationToken).ConfigureAwait(false);
            if ((WriteOptions?.Flags & WriteFlags.BufferHint) != WriteFlags.BufferHint)
            {
                await body.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is not RpcException)
        {
            // A message cut short cannot be taken back: the whole call ends with it, as in the Grpc.Core API.
            if (cancellationToken.IsCancellationRequested)
            {
                call.Cancel();
            }

            throw call.WriteFailure(failure);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (_completed)
        {
            return Task.CompletedTask;
        }

        if (Interlocked.Exchange(ref _writing, 1) != 0)
        {
            throw new InvalidOperationException("A message is still being written: await it before completing the stream.");
        }

        _completed = true;
        _outgoing.Dispose();
        Content.Complete();
        return Task.CompletedTask;
    }
}
