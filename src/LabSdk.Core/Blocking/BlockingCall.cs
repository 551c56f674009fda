namespace LabSdk;

/// <summary>What a blocking call does and how it is ended.</summary>
/// <param name="What">The operation, for messages: <c>Reading 'mock_power_meter'</c>.</param>
public sealed record BlockingCall(string What)
{
    /// <summary>The time limit; null or infinite for none. Default null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The device, for messages.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The endpoint, for messages; without secrets.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Tells how far it has come, for the timeout message.</summary>
    public Func<string>? Progress { get; init; }

    /// <summary>
    /// Brings the device to rest when the user interrupts; started at once, and control returns when it has ended or
    /// after <see cref="Blocking.InterruptGrace"/>.
    /// </summary>
    public Func<Task>? OnInterrupt { get; init; }

    /// <summary>False for clean-up that must run although the user has interrupted. Default true.</summary>
    public bool IsInterruptible { get; init; } = true;

    /// <summary>
    /// True for a thread of the SDK's own that waits for a peer: nothing of the user's is under way then, so Ctrl+C ends the
    /// program as everywhere else. Default false.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>The caller's own token; cancelling it counts as an interrupt.</summary>
    public CancellationToken CancellationToken { get; init; }
}
