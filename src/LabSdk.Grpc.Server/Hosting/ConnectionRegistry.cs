using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace LabSdk.Grpc.Server.Hosting;

/// <summary>The open connections, so that they can be cut as a killed process or a pulled cable would.</summary>
/// <param name="watchesData">True to watch what leaves, which faults in the middle of a stream need.</param>
internal sealed class ConnectionRegistry(bool watchesData)
{
    private readonly ConcurrentDictionary<string, (ConnectionContext Connection, SentData? Sent)> _open = new();

    public int Count => _open.Count;

    public async Task TrackAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        SentData? sent = null;
        if (watchesData)
        {
            sent = new SentData(connection.Transport.Output);
            connection.Transport = new Duplex(connection.Transport.Input, sent);
        }

        _open[connection.ConnectionId] = (connection, sent);
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection.ConnectionId, out _);
        }
    }

    /// <summary>Waits until that many bytes of message data of a stream have been handed to the socket.</summary>
    public Task WaitForSentAsync(string connectionId, int streamId, long bytes, CancellationToken cancellationToken) =>
        _open.TryGetValue(connectionId, out var open) && open.Sent is { } sent
            ? sent.WaitAsync(streamId, bytes, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Closes a connection behind what was sent; what the server still holds is lost.</summary>
    public void CloseBehind(string connectionId)
    {
        if (_open.TryGetValue(connectionId, out var open))
        {
            if (open.Sent is { } sent)
            {
                sent.CloseBehind();
            }
            else
            {
                Cut(connectionId);
            }
        }
    }

    public void Cut(string connectionId)
    {
        if (_open.TryGetValue(connectionId, out var open))
        {
            open.Connection.Abort(new ConnectionAbortedException("The connection was cut on purpose."));
        }
    }

    public void CutAll()
    {
        foreach (var id in _open.Keys)
        {
            Cut(id);
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
