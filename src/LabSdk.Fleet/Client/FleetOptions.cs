using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk.Fleet;

/// <summary>How a client works. Copied when the client is created: later changes have no effect.</summary>
public sealed class FleetOptions
{
    /// <summary>Gets or sets how long one attempt to connect may take, the gateway's answer included.</summary>
    /// <value>Default 1 s, as the reference client. Range 0.01 s to 600 s.</value>
    [DurationRange(0.01, 600)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how often one connect or reconnect is tried. A refusal by the gateway ends it at once.</summary>
    /// <value>Default 1, as the reference client. Range 1 to 1000.</value>
    [Range(1, 1000)]
    public int ConnectAttempts { get; set; } = 1;

    /// <summary>Gets or sets how often a status is sent again, on a new connection, when its answer did not come.</summary>
    /// <value>Default 1, as the reference client. Range 0 to 1000. A status whose answer was lost is then delivered twice: the protocol has no numbers.</value>
    [Range(0, 1000)]
    public int SendRetries { get; set; } = 1;

    /// <summary>Gets or sets how long one attempt to send a status and to get its answer may take, unless the call says otherwise.</summary>
    /// <value>Default 10 s. Range 1 ms to 2,147,483 s, or infinite. Under 0.3 s a reconnect may find its own old connection still there.</value>
    [DurationRange(0.001, 2_147_483, AllowInfinite = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the time between losing a connection and connecting again.</summary>
    /// <value>Default zero, as the reference client. Range 0 to 600 s.</value>
    [DurationRange(0, 600)]
    public TimeSpan ReconnectDelay { get; set; }

    /// <summary>Gets or sets how long a reconnect that is answered "already connected" is tried again: a gateway needs a moment to notice that the old connection is gone.</summary>
    /// <value>Default zero, as the reference client: not at all. Range 0 to 600 s.</value>
    [DurationRange(0, 600)]
    public TimeSpan AlreadyConnectedGrace { get; set; }

    /// <summary>Gets or sets after how long a quiet client repeats its last status, so that the gateway does not drop the device. 10 s is a good value: gateways drop a silent device 15 s to 33 s after its last status.</summary>
    /// <value>Default null: off. Range 0.05 s to 3600 s.</value>
    [DurationRange(0.05, 3600)]
    public TimeSpan? KeepAlive { get; set; }

    /// <summary>Gets or sets how many commands that came unasked are kept until they are taken. When it is full the oldest is dropped and counted.</summary>
    /// <value>Default 1000. Range 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int CommandQueue { get; set; } = 1000;

    /// <summary>Gets or sets how many exchanges the history keeps.</summary>
    /// <value>Default 1000. Range 0 to 1,000,000.</value>
    [Range(0, 1_000_000)]
    public int History { get; set; } = 1000;

    /// <summary>Gets or sets the largest message that is taken, in bytes.</summary>
    /// <value>Default 64 MiB. Range 1 KiB to 1 GiB.</value>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxMessageSize { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets whether a failed reconnect or a failed second try destroys the client, as the reference does.</summary>
    /// <value>Default false: the next status connects again. <see cref="InternalClient"/> sets it to true.</value>
    public bool EndsOnFailure { get; set; }

    /// <summary>Gets or sets the clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Who is told what crosses the connection; null for nobody.</summary>
    internal TapeTap? Tap { get; set; }

    /// <summary>The tape that answers instead of a gateway; null for a real one.</summary>
    internal ReplayLink? Replay { get; set; }

    internal FleetOptions Copy() => (FleetOptions)MemberwiseClone();
}
