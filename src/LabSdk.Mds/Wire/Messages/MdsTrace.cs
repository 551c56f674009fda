namespace LabSdk.Mds;

/// <summary>A reboot, or a place in the code.</summary>
public sealed record MdsTrace
{
    /// <summary>Why the device rebooted; null when this is no reboot.</summary>
    public RebootReason? RebootReason { get; init; }

    /// <summary>Program counter; null when not sent.</summary>
    public uint? ProgramCounter { get; init; }

    /// <summary>Link register; null when not sent.</summary>
    public uint? LinkRegister { get; init; }

    /// <summary>The reset register of the controller; null when not sent.</summary>
    public uint? ResetRegister { get; init; }

    /// <summary>True when a coredump was saved; null when not sent.</summary>
    public bool? CoredumpSaved { get; init; }

    /// <summary>Number in the application's own list of reasons, 0 for unknown; null for a reboot.</summary>
    public long? UserReason { get; init; }

    /// <summary>The application's status code; null when not sent.</summary>
    public long? StatusCode { get; init; }

    /// <summary>The text beside it; null when not sent.</summary>
    public string? Log { get; init; }

    /// <summary>A text that only the firmware's symbol file can decode; empty when not sent.</summary>
    public ReadOnlyMemory<byte> CompactLog { get; init; }
}
