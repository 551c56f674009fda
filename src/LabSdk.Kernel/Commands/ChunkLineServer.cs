using System.Net;
using System.Net.Sockets;
using System.Text;
using LabSdk.Mds;

namespace LabSdk.Kernel.Commands;

/// <summary>Sends the chunk lines of a device to everybody who connects to a port of this computer, as a serial console server would.</summary>
internal sealed class ChunkLineServer : IAsyncDisposable
{
    private readonly MdsClient _client;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    public ChunkLineServer(MdsClient client, int port)
    {
        _client = client;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var connection = await _listener.AcceptTcpClientAsync(_ending.Token).ConfigureAwait(false);
            _ = SendAsync(connection, _ending.Token);
        }
    }

    private async Task SendAsync(TcpClient connection, CancellationToken ending)
    {
        using (connection)
        {
            try
            {
                await foreach (var packet in _client.ChunksAsync(null, ending).ConfigureAwait(false))
                {
                    await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(ConsoleChunks.ToLine(packet.Data.Span) + "\n"), ending).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or LabException or ObjectDisposedException)
            {
                // The reader went away, or the device did.
            }
        }
    }
}
