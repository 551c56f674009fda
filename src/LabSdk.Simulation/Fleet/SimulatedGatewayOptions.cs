namespace LabSdk.Simulation;

/// <summary>How a simulated gateway is set up. The times are those of the real one (source: its constants); tests shorten them.</summary>
public sealed record SimulatedGatewayOptions
{
    /// <summary>The port; 0, the default, lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>False to listen on all IPv4 addresses of this computer, as a real gateway. Default true: this computer only.</summary>
    public bool IsLocalOnly { get; init; } = true;

    /// <summary>How long a message may wait for its answer; then its connection is closed without a word. Default 250 ms.</summary>
    public TimeSpan HandlerTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The timer of each device, begun again by a status that is worth forwarding. Default 15 s.</summary>
    public TimeSpan AggregationTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After how many runs of that timer without a status a device is dropped. Default 2.</summary>
    public int AggregationTimeoutCount { get; init; } = 2;

    /// <summary>How often the handler looks for silent devices when no message comes. Default 3 s.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many commands of the cloud wait for a device; one more pushes the oldest out. Default 3.</summary>
    public int MaxExternalCommands { get; init; } = 3;

    /// <summary>How many connections are worked on at once; each is held while its message waits for an answer. Default 2.</summary>
    public int IoThreads { get; init; } = 2;

    /// <summary>How much longer than in truth a closed connection stays registered: the reconnect race of real gateways. Default zero.</summary>
    public TimeSpan RemovalDelay { get; init; }

    /// <summary>How many reports to the cloud are kept; older ones are counted. Default 500.</summary>
    public int KeptReports { get; init; } = 500;

    /// <summary>True to make the transparent module push-only: commands are sent at once, unasked. Default false.</summary>
    public bool TransparentIsPushOnly { get; init; }

    /// <summary>The modules; null for the four public ones.</summary>
    public IReadOnlyList<IGatewayModule>? Modules { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
