using LabSdk.Devices;
using LabSdk.Display;

namespace LabSdk.Presentation;

/// <summary>What a device answered when it was about to be shown: its state, or why there is none. Never throws.</summary>
internal readonly record struct LiveState(DeviceState? Value, Exception? Error)
{
    /// <summary>How long showing something may wait for devices.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public State State => this switch
    {
        { Value.IsOnline: true } => State.Ok,
        { Value: not null } or { Error: not null } => State.Fault,
        _ => State.Unknown,
    };

    /// <summary>The word beside the device.</summary>
    public string Word => this switch
    {
        { Value: { IsOnline: true, IsStreaming: true } } => "streaming",
        { Value: { IsOnline: true, IsArmed: true } } => "armed",
        { Value.IsOnline: true } => "ready",
        { Value: not null } => "offline",
        { Error: LabConnectionException { ErrorId: CoreErrorIds.Closed } } => "closed",
        { Error: LabTimeoutException or OperationCanceledException } => "no answer",
        { Error: not null } => "error",
        _ => "unknown",
    };

    /// <summary>The reason as a line to show; null when all is well.</summary>
    public string? Trouble => Error switch
    {
        null => null,
        LabException lab => lab.Problem,
        OperationCanceledException => "It did not answer in time to be shown.",
        _ => Error.Message,
    };

    public static LiveState Of(Device device) => All(device.Lab, [device])[0];

    /// <summary>Asks all devices at once.</summary>
    public static LiveState[] All(Lab lab, IReadOnlyList<Device> devices)
    {
        if (devices.Count == 0)
        {
            return [];
        }

        try
        {
            return lab.Calls.Run(
                new BlockingCall("Looking at the devices") { Timeout = Patience * 1.5 },
                async token =>
                {
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
                    patience.CancelAfter(Patience);
                    return await Task.WhenAll(devices.Select(device => ReadAsync(device, patience.Token))).ConfigureAwait(false);
                });
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            return [.. devices.Select(_ => new LiveState(null, error))];
        }
    }

    private static async Task<LiveState> ReadAsync(Device device, CancellationToken cancellationToken)
    {
        if (!device.HasState)
        {
            return default;
        }

        try
        {
            return new LiveState(await device.GetStateAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A card or table is shown in any case; the error stands in it.
            return new LiveState(null, error);
        }
    }
}
