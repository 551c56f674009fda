namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>PUB: sends to every peer that has subscribed to the topic (RFC 29).</summary>
internal sealed class PublisherSocket(string name, ZmtpSocketOptions options) : ZmtpSocket(name, options)
{
    public override string SocketType => "PUB";

    public override bool Accepts(string peerType) => peerType is "SUB" or "XSUB";

    /// <summary>Sends to whoever wants it; the first frame is the topic. Never blocks.</summary>
    public void Publish(OutgoingMessage message)
    {
        foreach (var connection in Joined())
        {
            if (connection.Subscriptions.Matches(message.Frames[0].Span))
            {
                connection.Send(message);
            }
        }
    }

    /// <summary>Subscriptions of peers that we greeted as ZMTP 3.0 come as messages: 1 or 0, then the topic.</summary>
    public override void Receive(ZmtpConnection connection, byte[][] frames)
    {
        switch (frames)
        {
            case [[1, ..]]:
                connection.Subscriptions.Add(frames[0].AsMemory(1));
                break;
            case [[0, ..]]:
                connection.Subscriptions.Remove(frames[0].AsMemory(1));
                break;
        }
    }
}
