using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LabSdk.Endpoints;
using LabSdk.Grpc;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk.Daq;

/// <summary>How a client connects to a daemon. Copied when the client is created: later changes have no effect.</summary>
public sealed class DaqOptions
{
    /// <summary>The environment variable for a token that is not given as an option.</summary>
    public const string TokenVariable = "DAQ_TOKEN";

    /// <summary>Gets or sets the address, as <see cref="DaqAddress"/> takes it.</summary>
    /// <value>Default null: what <c>DAQ_DAEMON_URL</c> names, else <c>http://127.0.0.1:50051</c>.</value>
    public string? Address { get; set; }

    /// <summary>Gets or sets the time limit of a call that answers once. Waited moves take their own limit; runs of the engine have none.</summary>
    /// <value>Default 10 s. Range 0.01 s to 24 h, or infinite.</value>
    [DurationRange(0.01, 86_400, AllowInfinite = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long one attempt to connect may take.</summary>
    /// <value>Default 10 s. Range 0.01 s to 600 s.</value>
    [DurationRange(0.01, 600)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the longest time a move may take when the move itself names none.</summary>
    /// <value>Default 120 s. Range 0.01 s to 24 h, or infinite.</value>
    [DurationRange(0.01, 86_400, AllowInfinite = true)]
    public TimeSpan MoveTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Gets or sets the largest message in bytes, both ways.</summary>
    /// <value>Default 104,857,600 (100 MiB). Range 4,096 to 1,073,741,824.</value>
    [Range(4_096, 1_073_741_824)]
    public int MaximumMessageLength { get; set; } = 104_857_600;

    /// <summary>Gets or sets the token that the daemon wants.</summary>
    /// <value>Default null: what <c>DAQ_TOKEN</c> holds, else none.</value>
    public Secret? Token { get; set; }

    /// <summary>Gets or sets a source of short-lived tokens, asked before every call; it wins over <see cref="Token"/>.</summary>
    /// <value>Default null.</value>
    public Func<CancellationToken, ValueTask<Secret>>? TokenProvider { get; set; }

    /// <summary>Gets or sets whether the token may travel over plain <c>http://</c> to another computer, readable by everyone on the way.</summary>
    /// <value>Default false.</value>
    public bool AllowTokenOverPlainHttp { get; set; }

    /// <summary>Gets or sets how an <c>https://</c> daemon is checked: own root certificates, client certificate.</summary>
    /// <value>Default null: the computer's trusted roots.</value>
    public GrpcTlsOptions? Tls { get; set; }

    /// <summary>Gets or sets whether streams are taken up again after the connection was lost. Commands are never sent twice.</summary>
    /// <value>Default true.</value>
    public bool Reconnect { get; set; } = true;

    /// <summary>Gets or sets whether laser settings are read back after setting, because the daemon's reply only repeats the request.</summary>
    /// <value>Default true.</value>
    public bool VerifyLaserSettings { get; set; } = true;

    /// <summary>Gets or sets whether this is a simulated daemon, so that everything it gives says so.</summary>
    /// <value>Default false.</value>
    public bool IsSimulated { get; set; }

    /// <summary>Gets or sets the clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the source of jitter, a number from 0 to 1.</summary>
    /// <value>Default null: a random number.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<double>? Randomizer { get; set; }

    /// <summary>Options from an address with options: <c>daq://host:50051?timeout=5s&amp;token=...</c>.</summary>
    /// <param name="endpoint">The address.</param>
    /// <exception cref="LabConfigurationException">The address, or a name or value of an option, is not usable; all faults at once.</exception>
    public static DaqOptions FromEndpoint(LabEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var scheme = endpoint.Scheme == "daq" ? "http" : endpoint.Scheme;
        var options = new DaqOptions();
        OptionBinder.Apply(options, endpoint.Options, $"the daemon at {endpoint}");
        options.Address = endpoint.Path.Length == 0
            ? $"{scheme}://{endpoint.Authority}"
            : throw new LabConfigurationException(
                DaqErrorIds.InvalidAddress, $"The address {endpoint} of a daemon has the path '{endpoint.Path}', which daemons do not have.", "Leave out what follows the port.");
        return options;
    }

    /// <summary>Who is told what crosses the connections; null for nobody.</summary>
    internal TapeTap? Tap { get; set; }

    /// <summary>The tape that answers instead of a daemon; null for a real one.</summary>
    internal ReplayLink? Replay { get; set; }

    internal DaqOptions Copy() => (DaqOptions)MemberwiseClone();
}
