using LabSdk.Devices;
using LabSdk.Families.Cxl;
using LabSdk.Families.Odp;
using LabSdk.Fleet;

namespace LabSdk.Connecting;

/// <summary>
/// One device as its connection offers it: a part for each thing it can do, null for what it cannot. The facade classes
/// (<see cref="Motor"/>, <see cref="Detector"/>, ...) are views of these parts.
/// </summary>
internal sealed record DeviceParts(DeviceDescription Description)
{
    public IMovable? Movable { get; init; }

    public IReadable? Readable { get; init; }

    public IFrameSource? Frames { get; init; }

    /// <summary>The frame stream; the count is of frames, 0 for no end.</summary>
    public Switching? Acquisition { get; init; }

    public Setting<TimeSpan>? Exposure { get; init; }

    public ITriggerable? Trigger { get; init; }

    public IParameters? Parameters { get; init; }

    /// <summary>True when parameters outside the list can be set too.</summary>
    public bool IsSettable { get; init; }

    /// <summary>In nm.</summary>
    public Setting<double>? Wavelength { get; init; }

    public Setting<bool>? Shutter { get; init; }

    public Setting<bool>? Emission { get; init; }

    public DiagnosticSource? Diagnostics { get; init; }

    public CxlSource? Cxl { get; init; }

    /// <summary>The client of a device at a gateway.</summary>
    public FleetClient? Fleet { get; init; }

    /// <summary>The client of a telemetry broker.</summary>
    public TelemetrySource? Telemetry { get; init; }

    public Switching? Staging { get; init; }

    /// <summary>Takes a command and its arguments as JSON text; gives the answer as JSON text.</summary>
    public Func<string, string, CancellationToken, Task<string>>? Command { get; init; }

    public Func<CancellationToken, Task<DeviceState>>? ReadState { get; init; }

    public IHealth? Health { get; init; }

    /// <summary>True when the other describes the same device with the same abilities, so that its facade objects stay good.</summary>
    public bool IsSameDevice(DeviceParts other) =>
        Description.Id == other.Description.Id && Description.Name == other.Description.Name
        && Description.Driver == other.Description.Driver && Description.Endpoint == other.Description.Endpoint
        && Description.Capabilities.SequenceEqual(other.Description.Capabilities)
        && Description.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SequenceEqual(other.Description.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
