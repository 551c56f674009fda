namespace LabSdk.Mds.Transport;

/// <summary>What the system's error numbers mean for a HID device.</summary>
internal static class HidErrors
{
    /// <summary>The error for a failed call.</summary>
    /// <param name="info">The device.</param>
    /// <param name="doing">What was tried, for example <c>read from</c>.</param>
    /// <param name="code">The system's number; 0 when unknown.</param>
    /// <param name="reason">The system's words.</param>
    public static LabException Of(HidDeviceInfo info, string doing, int code, string reason) => code switch
    {
        LinuxCalls.ENoDev or LinuxCalls.EShutdown or LinuxCalls.ENxIo => Gone(info),

        // A node that has vanished tells more than the number.
        _ when OperatingSystem.IsLinux() && info.Path.StartsWith("/dev/", StringComparison.Ordinal) && !File.Exists(info.Path) => Gone(info),

        // A stalled request is how USB says that it is not known.
        LinuxCalls.EPipe or LinuxCalls.ENotSup or LinuxCalls.EInval => new MdsNotSupportedException($"The HID device {info} refused to {doing.Replace(" of", "", StringComparison.Ordinal)}: {reason}.") { DeviceId = info.Id },
        LinuxCalls.ETimedOut => new MdsTimeoutException($"The HID device {info} did not answer in time.", null) { DeviceId = info.Id },
        _ => new MdsTransportException(MdsErrorKind.Io, $"Could not {doing} the HID device {info}: {reason}.", "Plug it in again if this goes on.") { DeviceId = info.Id },
    };

    private static MdsTransportException Gone(HidDeviceInfo info) => new(MdsErrorKind.Disconnected, $"The HID device {info} was unplugged.") { DeviceId = info.Id };
}
