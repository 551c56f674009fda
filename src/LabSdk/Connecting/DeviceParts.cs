using LabSdk.Devices;

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

    public IAcquisitionControl? Acquisition { get; init; }

    public IExposureControl? Exposure { get; init; }

    public ITriggerable? Trigger { get; init; }

    public IParameters? Parameters { get; init; }

    /// <summary>True when parameters outside the list can be set too.</summary>
    public bool IsSettable { get; init; }

    public IWavelengthControl? Wavelength { get; init; }

    public ISwitchControl? Shutter { get; init; }

    public ISwitchControl? Emission { get; init; }

    public IStagingControl? Staging { get; init; }

    public ICommandControl? Commands { get; init; }

    public IStateReader? State { get; init; }

    public IHealth? Health { get; init; }

    /// <summary>True when the other describes the same device with the same abilities, so that its facade objects stay good.</summary>
    public bool IsSameDevice(DeviceParts other) =>
        Description.Id == other.Description.Id && Description.Name == other.Description.Name
        && Description.Driver == other.Description.Driver && Description.Endpoint == other.Description.Endpoint
        && Description.Capabilities.SequenceEqual(other.Description.Capabilities)
        && Description.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SequenceEqual(other.Description.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
