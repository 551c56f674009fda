using System.Net;
using System.Net.Sockets;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>The listening side of one ZeroMQ socket: takes in peers and keeps them apart.</summary>
internal abstract class ZmtpSocket : IAsyncDisposable
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly HashSet<ZmtpConnection> _taken = [];
    private readonly HashSet<ZmtpConnection> _joined = [];
    private Task _accepting = Task.CompletedTask;

    /// <summary>Listens; peers are taken in after <see cref="Start"/>.</summary>
    /// <param name="name">Name for messages, for example <c>shell</c>.</param>
    /// <param name="options">Where to listen and what is allowed.</param>
    /// <exception cref="LabConnectionException">The port cannot be listened on.</exception>
    protected ZmtpSocket(string name, ZmtpSocketOptions options)
    {
        Name = name;
        Limits = options.Limits;
        MinorVersion = options.MinorVersion;
        Log = options.Log;
        _listener = new TcpListener(options.Address, options.Port);
        try
        {
            _listener.Start();
        }
        catch (SocketException failure)
        {
            _listener.Dispose();
            throw new LabConnectionException(
                KernelErrorIds.Bind,
                $"The {name} socket cannot listen on {options.Address}:{options.Port}: {failure.Message}.",
                "Another program may have taken the port since it was chosen: start the kernel again.",
                innerException: failure);
        }
    }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>The type that READY carries.</summary>
    public abstract string SocketType { get; }

    /// <summary>The port that is listened on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What a peer may use up.</summary>
    public ZmtpLimits Limits { get; }

    /// <summary>The minor version in the greeting.</summary>
    public byte MinorVersion { get; }

    /// <summary>Takes lines about refused peers.</summary>
    public Action<string> Log { get; }

    /// <summary>Begins to take in peers.</summary>
    public void Start() => _accepting = AcceptAsync(_closing.Token);

    /// <summary>True when a peer of this type may talk to this socket.</summary>
    public abstract bool Accepts(string peerType);

    /// <summary>A peer has introduced itself.</summary>
    /// <returns>False when the socket is closing.</returns>
    public virtual bool Join(ZmtpConnection connection)
    {
        lock (_lock)
        {
            return !_closing.IsCancellationRequested && _joined.Add(connection);
        }
    }

    /// <summary>A peer that had introduced itself is gone.</summary>
    public virtual void Leave(ZmtpConnection connection)
    {
        lock (_lock)
        {
            _joined.Remove(connection);
        }
    }

    /// <summary>A whole message of a peer. Runs on the peer's reading loop: must be quick.</summary>
    public abstract void Receive(ZmtpConnection connection, byte[][] frames);

    /// <summary>Sends what waits, for at most a second, and closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _closing.Cancel();
        }

        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(CloseTime);
        await Task.WhenAll(Joined().Select(connection => connection.FlushAndCloseAsync(limit.Token))).ConfigureAwait(false);
        lock (_lock)
        {
            foreach (var connection in _taken)
            {
                connection.Close();
            }
        }
    }

    /// <summary>The peers that have introduced themselves.</summary>
    protected ZmtpConnection[] Joined()
    {
        lock (_lock)
        {
            return [.. _joined];
        }
    }

    private async Task AcceptAsync(CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(closing).ConfigureAwait(false);
                socket.NoDelay = true;
                _ = ServeAsync(new ZmtpConnection(new NetworkStream(socket, ownsSocket: true), this));
            }
            catch (SocketException failure) when (!closing.IsCancellationRequested)
            {
                // A peer that was gone before it was taken in, or no handle left for now: others go on.
                Log($"{Name}: a connection was not taken in: {failure.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(50), closing).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(ZmtpConnection connection)
    {
        lock (_lock)
        {
            if (_taken.Count >= Limits.Connections || !_taken.Add(connection))
            {
                connection.Close();
            }
        }

        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _taken.Remove(connection);
            }
        }
    }
}
