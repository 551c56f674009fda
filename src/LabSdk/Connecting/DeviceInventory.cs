namespace LabSdk.Connecting;

/// <summary>What one endpoint offers.</summary>
/// <param name="Devices">Its devices.</param>
/// <param name="Failures">Devices that did not start on its side.</param>
internal sealed record DeviceInventory(IReadOnlyList<DeviceParts> Devices, IReadOnlyList<RegistrationFailure> Failures);
