namespace LabSdk.Devices;

/// <summary>Anything on the bench with an identity.</summary>
public interface IDevice
{
    /// <summary>The id; also the name of its column in data.</summary>
    string Id { get; }

    /// <summary>What is known of it without asking it.</summary>
    DeviceDescription Description { get; }
}
