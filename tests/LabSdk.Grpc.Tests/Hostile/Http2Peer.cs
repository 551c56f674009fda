using System.Net;
using System.Net.Sockets;

namespace LabSdk.Grpc.Tests.Hostile;

/// <summary>A raw-socket HTTP/2 server that does exactly what a test's script says, right or wrong.</summary>
internal sealed class Http2Peer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _accepting;
    private int _connections;

    public Http2Peer(Func<Http2PeerConnection, Task> script)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(script);
    }

    public int Port { get; }

    public int Connections => Volatile.Read(ref _connections);

    public GrpcChannel CreateChannel(GrpcChannelOptions? options = null) => GrpcChannel.Create($"127.0.0.1:{Port}", options);

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopped.Dispose();
    }

    private async Task AcceptAsync(Func<Http2PeerConnection, Task> script)
    {
        var running = new List<Task>();
        try
        {
            for (; ; )
            {
                var client = await _listener.AcceptTcpClientAsync(_stopped.Token);
                running.Add(ServeAsync(client, script, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception) when (_stopped.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<Http2PeerConnection, Task> script, int number)
    {
        using (client)
        {
            client.NoDelay = true;
            var connection = new Http2PeerConnection(client.GetStream(), number, _stopped.Token);
            try
            {
                await script(connection);
                await connection.DrainAsync();
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or EndOfStreamException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }
}
