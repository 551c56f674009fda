using System.ComponentModel.DataAnnotations;

namespace LabSdk;

/// <summary>How a tape is recorded. Copied when recording begins: later changes have no effect.</summary>
public sealed class TapeOptions
{
    /// <summary>Gets or sets the largest size of the file, in bytes. A tape that is full ends there: what follows is counted, not recorded, and the lab goes on.</summary>
    /// <value>Default 1 GiB. Range 64 KiB to 1 PiB.</value>
    [Range(64 * 1024, 1L << 50)]
    public long MaximumBytes { get; set; } = 1L << 30;

    /// <summary>Gets or sets how many bytes may wait for the disk. What does not fit is counted and stands on the tape as a gap; nothing waits for the tape.</summary>
    /// <value>Default 64 MiB. Range 64 KiB to 1 GiB.</value>
    [Range(64 * 1024, 1 << 30)]
    public int QueueBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets whether a file of that name is replaced.</summary>
    /// <value>Default false: recording over a file is refused.</value>
    public bool Overwrite { get; set; }

    internal TapeOptions Copy() => (TapeOptions)MemberwiseClone();
}
