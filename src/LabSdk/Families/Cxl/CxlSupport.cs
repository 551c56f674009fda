using LabSdk.Cxl;

namespace LabSdk.Families.Cxl;

/// <summary>Tells a component that does not have a command from one that failed at it.</summary>
internal static class CxlSupport
{
    // The driver has no such command, or the device's list of commands lacks it.
    private const int NoSuchCommand = 25;

    /// <summary>True when the target itself said that it does not have the command.</summary>
    public static bool IsMissing(LabException error) => error
        is CxlDeviceException { ReturnCode: CxlReturnCode.Unsupported or CxlReturnCode.UnsupportedMailbox, IsTunnelRefused: false }
        or CxlIoException { Errno: NoSuchCommand };

    /// <summary>The error of a member that the component has nothing for.</summary>
    /// <param name="device">The device.</param>
    /// <param name="what">What was wanted, for example <c>switch ports</c>.</param>
    /// <param name="command">The command that it does not have.</param>
    /// <param name="cause">What it answered.</param>
    public static NotSupportedByDeviceException Missing(CxlDevice device, string what, CxlCommand command, LabException? cause) => new(
        LabErrorIds.MissingCapability,
        $"'{device.Id}' has no {what}: it is a {device.Source.KindText} that does not have the command {command}.",
        $"This command is for: {command.AppliesTo}. See device.Commands for what this one has.",
        innerException: cause)
    {
        DeviceId = device.Id,
        Endpoint = device.Description.Endpoint,
    };
}
