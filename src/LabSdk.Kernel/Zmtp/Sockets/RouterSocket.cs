using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>ROUTER: takes messages of many peers and answers each by its identity (RFC 28).</summary>
internal sealed class RouterSocket(string name, ZmtpSocketOptions options, Action<byte[], byte[][]> received) : ZmtpSocket(name, options)
{
    private readonly ConcurrentDictionary<string, ZmtpConnection> _peers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ZmtpConnection, byte[]> _identities = [];
    private int _generated;

    public override string SocketType => "ROUTER";

    public override bool Accepts(string peerType) => peerType is "DEALER" or "REQ" or "ROUTER";

    public override bool Join(ZmtpConnection connection)
    {
        if (!base.Join(connection))
        {
            return false;
        }

        var identity = connection.Identity.Length > 0 ? connection.Identity : Generate();
        _identities[connection] = identity;

        // A second connection of the same identity takes over from the first: the peer has reconnected.
        ZmtpConnection? before = null;
        _peers.AddOrUpdate(Key(identity), connection, (_, old) =>
        {
            before = old;
            return connection;
        });
        before?.Close();
        return true;
    }

    public override void Leave(ZmtpConnection connection)
    {
        base.Leave(connection);
        if (_identities.TryRemove(connection, out var identity))
        {
            _peers.TryRemove(KeyValuePair.Create(Key(identity), connection));
        }
    }

    public override void Receive(ZmtpConnection connection, byte[][] frames)
    {
        if (_identities.TryGetValue(connection, out var identity))
        {
            received(identity, frames);
        }
    }

    /// <summary>Sends to a peer; a peer that is gone is not an error. Never blocks.</summary>
    /// <param name="identity">Whom.</param>
    /// <param name="message">What.</param>
    public void Send(byte[] identity, OutgoingMessage message)
    {
        if (_peers.TryGetValue(Key(identity), out var connection))
        {
            connection.Send(message);
        }
    }

    private static string Key(byte[] identity) => Convert.ToHexString(identity);

    private byte[] Generate()
    {
        var identity = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(identity.AsSpan(1), Interlocked.Increment(ref _generated));
        return identity;
    }
}
