using System.Net;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>Where a socket listens and what it allows.</summary>
internal sealed record ZmtpSocketOptions
{
    /// <summary>The address of this machine to listen on. Default the loopback one.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 picks a free one.</summary>
    public int Port { get; init; }

    /// <summary>The minor version in the greeting: 1, or 0 to be spoken to as ZMTP 3.0.</summary>
    public byte MinorVersion { get; init; } = 1;

    /// <summary>What a peer may use up.</summary>
    public ZmtpLimits Limits { get; init; } = new();

    /// <summary>Takes lines about refused peers. Default nobody.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
