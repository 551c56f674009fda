namespace LabSdk.Daq;

/// <summary>The devices of a daemon.</summary>
/// <param name="Devices">Those that work, ordered by id.</param>
/// <param name="RegistrationFailures">Those of the hardware file that did not start: show them to the user.</param>
public sealed record DaqDeviceList(IReadOnlyList<DaqDevice> Devices, IReadOnlyList<DaqRegistrationFailure> RegistrationFailures);

/// <summary>A device of the hardware file that did not start.</summary>
/// <param name="DeviceId">Its id.</param>
/// <param name="DeviceName">Its name for people.</param>
/// <param name="DriverType">The driver that failed.</param>
/// <param name="Error">Why, in the daemon's words.</param>
public sealed record DaqRegistrationFailure(string DeviceId, string DeviceName, string DriverType, string Error);
