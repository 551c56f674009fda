using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LabSdk.Simulation.Odp;

/// <summary>The listening socket of a broker and the connections that came through it.</summary>
internal sealed class BrokerListener : IDisposable
{
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly ConcurrentDictionary<BrokerConnection, Task> _connections = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly BrokerWork _work;
    private readonly ITimer _watch;

    public BrokerListener(BrokerWork work, IPAddress address, int port)
    {
        _work = work;
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // The port of a broker that was just stopped is free again at once.
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, !OperatingSystem.IsWindows());
            _socket.Bind(new IPEndPoint(address, port));
            _socket.Listen();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _watch = work.State.Options.Time.CreateTimer(_ => Watch(), null, WatchEvery, WatchEvery);
        Ended = AcceptAsync();
    }

    public int Port { get; }

    public int Open => _connections.Count;

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
        _watch.Dispose();
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
                if (_connections.Count >= _work.State.Options.MaxConnections)
                {
                    socket.Dispose();
                    _work.Problem("A connection was refused: there are as many as the broker allows (MaxConnections).");
                    continue;
                }

                socket.NoDelay = true;
                var connection = new BrokerConnection(socket, _work, _ending.Token);
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

    private async Task RunAsync(BrokerConnection connection, Task started)
    {
        await started.ConfigureAwait(false);
        await connection.RunAsync().ConfigureAwait(false);
        _connections.TryRemove(connection, out _);
        connection.Dispose();
    }

    private void Watch()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.ShutIfStuck();
        }
    }
}
