using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Display.Widgets;
using LabSdk.Fleet;
using LabSdk.Fleet.Client;
using LabSdk.Presentation;

namespace LabSdk;

/// <summary>
/// A device that this lab plays at a module gateway of the fleet protocol: setting <see cref="Status"/> sends one, <see cref="Command"/> is
/// what the gateway answered.
/// </summary>
/// <remarks>Thread-safe. It stays usable after a failure: the next status connects again. A status whose answer was lost may be acted on twice.</remarks>
/// <example>
/// <code>
/// using var lab = Lab.Connect("fleet://127.0.0.1:8888/1000/0/left_button?name=button1");    // or "fleet:sim"
/// var button = lab.Fleet("left_button");
/// button.Status = new { pressed = true };
/// button.Command
/// </code>
/// </example>
public sealed partial class GatewayDevice : Device
{
    internal GatewayDevice(Lab lab, DeviceParts parts)
        : base(lab, parts) => Client = parts.Fleet!;

    /// <summary>The asynchronous client, with all of its calls, events and counters.</summary>
    public FleetClient Client { get; }

    /// <summary>What it says it is. Does not block.</summary>
    public FleetDevice Identity => Client.Device;

    /// <summary>True while connected as far as is known. Does not block.</summary>
    public bool IsConnected => Client.IsConnected;

    /// <summary>Gets the last status that was answered, or sends one. Setting blocks until the command is there.</summary>
    /// <value>
    /// To send: any object, which is written as JSON (<c>new { pressed = true }</c>), a text, bytes, a <see cref="MissionStatus"/> or an
    /// <see cref="IoStatus"/>. What is read is a <see cref="GatewayPayload"/>; null before the first.
    /// </value>
    /// <inheritdoc cref="Send" path="/exception"/>
    public object? Status
    {
        get => LastStatus;
        set => Send(value ?? throw new ArgumentNullException(nameof(value)));
    }

    /// <summary>The last status that was answered; null before the first. Does not block.</summary>
    public GatewayPayload? LastStatus =>
        Client.LastStatus is { } status ? new GatewayPayload(Identity, new FleetCommand(status, Identity, default, null), isCommand: false) : null;

    /// <summary>The answer to the last status; null before the first. Does not block.</summary>
    public new GatewayPayload? Command => Client.LastCommand is { } command ? new GatewayPayload(Identity, command, isCommand: true) : null;

    /// <summary>The last exchanges, as a table with a plot. Does not block.</summary>
    public ExchangeTable History => new(Client.History, Identity, Description.IsSimulated);

    /// <summary>The counters since the connection was made. Does not block.</summary>
    public FleetStatistics Statistics => Client.Statistics;

    /// <summary>Sends a status and blocks until its command is there.</summary>
    /// <param name="status">What <see cref="Status"/> takes.</param>
    /// <param name="timeout">How long one attempt may take; null for the client's, 10 s. Up to two attempts and a reconnect are made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The command.</returns>
    /// <exception cref="FleetCommunicationException">The gateway cannot be reached any more, answered late, or does not like the status: it closes without a word then.</exception>
    /// <exception cref="FleetConnectRejectedException">The gateway refused the reconnect.</exception>
    /// <exception cref="ArgumentException">The status cannot be written, or the time limit is none.</exception>
    public GatewayPayload Send(object status, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var send = new StatusToSend(StatusBytes.Of(status), Client.Limit(timeout));
        return WaitFor($"Sending a status of '{Id}'", token => SendAsync(send, token), cancellationToken);
    }

    /// <summary>Sends a status and gives its command.</summary>
    /// <inheritdoc cref="Send" path="/param"/>
    /// <inheritdoc cref="Send" path="/returns"/>
    /// <inheritdoc cref="Send" path="/exception"/>
    public Task<GatewayPayload> SendAsync(object status, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        Lab.Calls.ThrowIfClosed();
        return SendAsync(new StatusToSend(StatusBytes.Of(status), Client.Limit(timeout)), cancellationToken);
    }

    /// <summary>
    /// Plays the device: sends a status again and again. Blocks until the time is over or it is interrupted, which is how it is meant to
    /// end.
    /// </summary>
    /// <param name="period">From the begin of one status to the begin of the next.</param>
    /// <param name="status">Makes the next status; what <see cref="Status"/> takes.</param>
    /// <param name="onCommand">Gets each answer; null for none.</param>
    /// <param name="duration">How long; null until interrupted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many statuses were answered.</returns>
    /// <inheritdoc cref="Send" path="/exception"/>
    public long Run(TimeSpan period, Func<object> status, Action<GatewayPayload>? onCommand = null, TimeSpan? duration = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        return WaitFor(
            $"Playing '{Id}'",
            async token =>
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
                if (duration is { } limit)
                {
                    ended.CancelAfter(limit);
                }

                return await Client.RunAsync(period, () => StatusBytes.Of(status()), command => onCommand?.Invoke(new GatewayPayload(Identity, command, isCommand: true)), cancellationToken: ended.Token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>A number in the commands, as a detector for scans.</summary>
    /// <param name="path">Members joined by dots, entries of lists in brackets: <c>lit_up</c>, <c>[0].actType</c>.</param>
    /// <param name="unit">Its unit; default unknown.</param>
    public CommandField CommandField(string path, string unit = "") => new(this, path, unit);

    /// <summary>A number in the statuses, as a motor for scans: each move sends the last status with it.</summary>
    /// <param name="path">As for <see cref="CommandField(string, string)"/>, for example <c>telemetry.speed</c>.</param>
    /// <param name="minimum">Smallest value; default none.</param>
    /// <param name="maximum">Largest value; default none.</param>
    /// <param name="unit">Its unit; default unknown.</param>
    public StatusField StatusField(string path, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity, string unit = "") =>
        new(this, path, new DeviceLimits(minimum, maximum), unit);

    /// <summary>Takes the oldest command that came unasked and was not taken yet; null when there is none. Does not block.</summary>
    public GatewayPayload? TakeCommand() => Client.TryTakeCommand(out var command) ? new GatewayPayload(Identity, command, isCommand: true) : null;

    /// <summary>
    /// The device live in a notebook: status and command the way the module is shown, counters, health, and what to send. Show it as the
    /// last expression of a cell. Closes with the lab.
    /// </summary>
    /// <returns>The panel; dispose it to close it earlier.</returns>
    public Panel Live() => new GatewayPanel(this);

    /// <summary>Blocks for something that has its own time limits.</summary>
    internal T WaitFor<T>(string what, Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken) =>
        Lab.Calls.Run(Call(what) with { Timeout = Timeout.InfiniteTimeSpan }, operation, cancellationToken);

    private async Task<GatewayPayload> SendAsync(StatusToSend status, CancellationToken cancellationToken) =>
        new(Identity, await Client.ExchangeAsync(status, cancellationToken).ConfigureAwait(false), isCommand: true);
}
