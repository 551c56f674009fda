using LabSdk.Options;
using LabSdk.Simulation.Cxl;

namespace LabSdk.Simulation;

/// <summary>
/// A CXL Type 3 memory device in this process: health that drifts, event logs, labels, partitions, poison, firmware, security,
/// dynamic capacity, operations in the background, and faults on demand. Over the mailbox it is <c>mem0</c>, over MCTP it
/// answers the component's and the fabric manager's messages.
/// </summary>
/// <remarks>Thread-safe. Its state changes by commands and by the members here only.</remarks>
/// <example>
/// <code>
/// await using var device = new SimulatedCxlDevice();
/// device.SetHealth(health => health.Temperature = 80);
/// using var mailbox = device.OpenMailbox();
/// </code>
/// </example>
public sealed class SimulatedCxlDevice : SimulatedCxlComponent
{
    private readonly DeviceParts _parts;

    /// <summary>Makes a device.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="LabConfigurationException">An option is out of its range.</exception>
    public SimulatedCxlDevice(SimulatedCxlOptions? options = null)
        : this(options ?? new SimulatedCxlOptions(), isLogical: false)
    {
    }

    internal SimulatedCxlDevice(SimulatedCxlOptions options, bool isLogical)
        : base(options.Name, (ulong)options.SerialNumber, options.Time, options.MailboxPayload, options.Kernel)
    {
        OptionsValidator.Validate(options, "the simulated memory device");
        if (options.VolatileUnits + options.PersistentUnits > options.CapacityUnits)
        {
            throw new LabConfigurationException(
                CoreErrorIds.InvalidOptions, $"The options of the simulated memory device are not valid: of {options.CapacityUnits} units, {options.VolatileUnits} cannot be volatile and {options.PersistentUnits} persistent.");
        }

        Options = options;
        _parts = new DeviceParts(this, options, isLogical);
        Notifier = _parts.Common.Notifier;
    }

    /// <summary>How it is set up.</summary>
    public SimulatedCxlOptions Options { get; }

    internal DynamicHost DynamicHost => new(_parts.DynamicCapacity, Gate);

    internal PretendFunction Function { get; } = new();

    internal override bool IsSanitizing => _parts.Media.IsDisabled && Background.IsRunning;

    /// <summary>Reads or changes its health.</summary>
    /// <param name="change">Gets the health; the device waits meanwhile.</param>
    public void SetHealth(Action<SimulatedCxlHealth> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (Gate)
        {
            _parts.Drift?.Advance();
            change(_parts.Health);
        }
    }

    /// <summary>Puts records into the log of their severity, and tells the host when it has asked for that.</summary>
    /// <param name="record">The record.</param>
    /// <param name="count">How many of it: many for an event storm.</param>
    public void AddEvent(SimulatedCxlEvent record, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (Gate)
        {
            for (var added = 0; added < count; added++)
            {
                _parts.Common.Events.Add(record.Log, record.Build());
            }
        }
    }

    /// <summary>Makes a place bad. Known ones are in the poison list at once; others are found by a scan.</summary>
    /// <param name="address">Where it begins, a multiple of 64.</param>
    /// <param name="length">How long it is, a multiple of 64.</param>
    /// <param name="isKnown">False for one that nobody has noticed. Default true.</param>
    public void Poison(ulong address, ulong length = Media.LineSize, bool isKnown = true)
    {
        lock (Gate)
        {
            if (!_parts.Media.Has(address, length) || length == 0)
            {
                throw new ArgumentOutOfRangeException(nameof(address), $"The device has {_parts.Media.Bytes} bytes, in lines of {Media.LineSize}.");
            }

            if (isKnown)
            {
                _parts.Media.Poison.Add(address, length, PoisonList.Internal, _parts.Common.Clock.Now);
            }
            else
            {
                _parts.Media.Latent.Add((address, length));
            }
        }
    }

    /// <summary>Reads a line of 64 bytes of its memory.</summary>
    /// <param name="address">Where, a multiple of 64.</param>
    public byte[] ReadMemory(ulong address)
    {
        lock (Gate)
        {
            return _parts.Media.Has(address, Media.LineSize)
                ? _parts.Media.Read(address)
                : throw new ArgumentOutOfRangeException(nameof(address), $"The device has {_parts.Media.Bytes} bytes, in lines of {Media.LineSize}.");
        }
    }

    private protected override void ResetParts() => _parts.Reset();

    /// <summary>Gives the device other sizes of volatile and persistent memory, as when a pool is divided anew. What is in it is lost.</summary>
    internal void Resize(ulong volatileUnits, ulong persistentUnits)
    {
        lock (Gate)
        {
            _parts.Media.Resize(volatileUnits, persistentUnits);
        }
    }
}
