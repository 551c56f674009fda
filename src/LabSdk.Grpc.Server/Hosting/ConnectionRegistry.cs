using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace LabSdk.Grpc.Server.Hosting;

/// <summary>The open connections, so that they can be cut as a killed process or a pulled cable would.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<string, ConnectionContext> _open = new();

    public int Count => _open.Count;

    public async Task TrackAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        _open[connection.ConnectionId] = connection;
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection.ConnectionId, out _);
        }
    }

    public void Cut(string connectionId)
    {
        if (_open.TryGetValue(connectionId, out var connection))
        {
            connection.Abort(new ConnectionAbortedException("The connection was cut on purpose."));
        }
    }

    public void CutAll()
    {
        foreach (var id in _open.Keys)
        {
            Cut(id);
        }
    }
}
