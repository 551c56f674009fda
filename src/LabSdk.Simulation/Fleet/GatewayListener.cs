using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LabSdk.Simulation.Fleet;

/// <summary>The listening socket of a gateway and the connections that came through it.</summary>
internal sealed class GatewayListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<GatewayConnection, Task> _connections = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly GatewayWork _work;
    private long _accepted;

    public GatewayListener(GatewayWork work, IPAddress address, int port)
    {
        _work = work;
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(new IPEndPoint(address, port));
            _socket.Listen();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        Ended = Task.WhenAll(AcceptAsync(), WatchAsync());
    }

    public int Port { get; }

    public int Open => _connections.Count;

    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Completes when nothing of it runs any more.</summary>
    public Task Ended { get; }

    public void CloseConnections()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Shut();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _ending.Cancel();
        CloseConnections();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _socket.AcceptAsync(_ending.Token).ConfigureAwait(false);
                socket.NoDelay = true;
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                Interlocked.Increment(ref _accepted);
                var connection = new GatewayConnection(socket, _work);
                var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _connections[connection] = RunAsync(connection, started.Task);
                started.SetResult();
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
    }

    private async Task RunAsync(GatewayConnection connection, Task started)
    {
        await started.ConfigureAwait(false);
        await connection.RunAsync(_ending.Token).ConfigureAwait(false);
        if (_work.Options.RemovalDelay > TimeSpan.Zero && !_ending.IsCancellationRequested)
        {
            connection.Dispose();
            await Task.Delay(_work.Options.RemovalDelay, _work.Options.Time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Removed first: who sees the end of the connection may connect again at once.
        _work.Handler.Disconnected(connection);
        connection.Dispose();
        _connections.TryRemove(connection, out _);
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_work.Options.QueueTimeout, _work.Options.Time, _ending.Token).ConfigureAwait(false);
                _work.Handler.Idle();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
