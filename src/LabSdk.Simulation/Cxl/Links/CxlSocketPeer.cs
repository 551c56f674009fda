using System.Net;
using System.Net.Sockets;
using LabSdk.Cxl;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>
/// Serves a simulated CXL component to other processes: a Unix datagram socket in place of an MCTP socket. Each datagram is the
/// message type (7 or 8) and a message; answers go back to the sender. Whoever may write to the file may do anything with the component.
/// </summary>
public sealed class CxlSocketPeer : IAsyncDisposable
{
    internal const int LongestDatagram = 64 * 1024;

    private readonly SimulatedCxlComponent _component;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;

    /// <summary>Serves a component.</summary>
    /// <param name="component">The component; not stopped with the peer.</param>
    /// <param name="path">The file of the socket. One that is left over from a process that has ended is replaced; no other file is.</param>
    /// <exception cref="LabConnectionException">The socket cannot be made there.</exception>
    public CxlSocketPeer(SimulatedCxlComponent component, string path)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        (_component, Path) = (component, System.IO.Path.GetFullPath(path));
        try
        {
            RemoveDeadSocket(Path);
            _socket.Bind(new UnixDomainSocketEndPoint(Path));
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            _socket.Dispose();
            throw new LabConnectionException(
                SimulationErrorIds.CxlSocket, $"The simulated {component.Name} cannot be served at {Path}: {error.Message}",
                "Give a file that does not exist, in a folder of yours, with less than 100 characters in all.", innerException: error);
        }

        _running = Task.Run(RunAsync);
    }

    /// <summary>The file of the socket.</summary>
    public string Path { get; }

    /// <summary>Ends the serving and removes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        File.Delete(Path);
    }

    private static void RemoveDeadSocket(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        // A socket that nobody serves refuses, as any other file does; but only a socket cannot be opened as a file.
        using var probe = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            if (!CanOpen(path))
            {
                File.Delete(path);
            }
        }
    }

    private static bool CanOpen(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task RunAsync()
    {
        var buffer = new byte[LongestDatagram];
        EndPoint anyone = new UnixDomainSocketEndPoint("\0");
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anyone, _ending.Token).ConfigureAwait(false);
                if (got.ReceivedBytes > 1 && _component.IsConnected && Link((CxlMessageType)buffer[0]) is { } link)
                {
                    Answer(buffer[0], buffer.AsSpan(1, got.ReceivedBytes - 1).ToArray(), link, got.RemoteEndPoint);
                }
            }
            catch (SocketException)
            {
                // A host that has gone. The next one is served.
            }
        }
    }

    private void Answer(byte type, byte[] message, CciLink link, EndPoint sender)
    {
        var delivery = _component.Endpoint.Exchange(message, link, 0, _component.MessagePayloadMaximum);
        for (var copy = 0; copy < delivery.Messages.Count && delivery.ReceiveErrno == 0; copy++)
        {
            _ = SendAsync([type, .. delivery.Messages[copy]], delivery.Delay + (copy * delivery.DuplicateDelay), sender);
        }
    }

    private async Task SendAsync(byte[] datagram, TimeSpan delay, EndPoint sender)
    {
        try
        {
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, _component.Time, _ending.Token).ConfigureAwait(false);
            }

            await _socket.SendToAsync(datagram, SocketFlags.None, sender, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The host has gone, or the peer ends: nobody misses the answer.
        }
    }

    private static CciLink? Link(CxlMessageType type) => type switch
    {
        CxlMessageType.Component => CciLink.Component,
        CxlMessageType.FabricManager => CciLink.FabricManager,
        _ => null,
    };
}
