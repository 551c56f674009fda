namespace LabSdk.Simulation;

/// <summary>
/// What a simulated gateway knows of one kind of device. Called for one message at a time, never at once; must not keep the
/// bytes it is given unless it copies them.
/// </summary>
public interface IGatewayModule
{
    /// <summary>Its number.</summary>
    int Number { get; }

    /// <summary>Tells whether a device type exists.</summary>
    /// <param name="type">The type.</param>
    bool Supports(uint type);

    /// <summary>Tells whether a status is taken. One that is not is never answered.</summary>
    /// <param name="type">The device type.</param>
    /// <param name="status">The status.</param>
    bool IsStatusValid(uint type, ReadOnlyMemory<byte> status);

    /// <summary>Tells whether a command of the cloud is taken. Default: any.</summary>
    /// <param name="type">The device type.</param>
    /// <param name="command">The command.</param>
    bool IsCommandValid(uint type, ReadOnlyMemory<byte> command) => true;

    /// <summary>The command that a device gets before the cloud has sent one.</summary>
    /// <param name="type">The device type.</param>
    ReadOnlyMemory<byte> FirstCommand(uint type);

    /// <summary>The command that answers a status. Default: the one that is current.</summary>
    /// <param name="type">The device type.</param>
    /// <param name="current">The oldest waiting command of the cloud, else the last command again.</param>
    /// <param name="oldStatus">The status before; null for the first.</param>
    /// <param name="newStatus">The status to answer.</param>
    ReadOnlyMemory<byte> NextCommand(uint type, ReadOnlyMemory<byte> current, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus) => current;

    /// <summary>Tells whether commands are sent at once, unasked, and statuses answered with an empty command. Default false.</summary>
    /// <param name="type">The device type.</param>
    bool IsPushOnly(uint type) => false;

    /// <summary>Tells whether a status goes up to the cloud at once. Default: when it differs from the last one.</summary>
    /// <param name="type">The device type.</param>
    /// <param name="oldStatus">The status before.</param>
    /// <param name="newStatus">The status.</param>
    bool IsWorthForwarding(uint type, ReadOnlyMemory<byte> oldStatus, ReadOnlyMemory<byte> newStatus) => !oldStatus.Span.SequenceEqual(newStatus.Span);

    /// <summary>What was gathered for the cloud besides statuses, with one more status. Default: nothing.</summary>
    /// <param name="type">The device type.</param>
    /// <param name="gathered">What was gathered so far; empty at first and after it went up.</param>
    /// <param name="oldStatus">The status before; null for the first.</param>
    /// <param name="newStatus">The status.</param>
    ReadOnlyMemory<byte> Gather(uint type, ReadOnlyMemory<byte> gathered, ReadOnlyMemory<byte>? oldStatus, ReadOnlyMemory<byte> newStatus) => gathered;
}
