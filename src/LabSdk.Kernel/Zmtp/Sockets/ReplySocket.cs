namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>REP that sends everything back, envelope included: the heartbeat of a kernel.</summary>
internal sealed class ReplySocket(string name, ZmtpSocketOptions options) : ZmtpSocket(name, options)
{
    public override string SocketType => "REP";

    public override bool Accepts(string peerType) => peerType is "REQ" or "DEALER";

    public override void Receive(ZmtpConnection connection, byte[][] frames) =>
        connection.Send(new OutgoingMessage([.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)]));
}
