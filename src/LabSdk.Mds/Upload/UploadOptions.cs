using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LabSdk.Options;

namespace LabSdk.Mds;

/// <summary>How chunks are sent to the chunk service.</summary>
public sealed class UploadOptions
{
    /// <summary>Gets or sets the hosts that may get chunks and key: names, or <c>*.name</c> for all names below it. The device names the host, so this list decides.</summary>
    /// <value>Default <c>chunks.memfault.com</c> and <c>*.memfault.com</c>.</value>
    public IReadOnlyList<string> AllowedHosts { get; set; } = ["chunks.memfault.com", "*.memfault.com"];

    /// <summary>Gets or sets whether plain http to this computer itself is allowed, for tests with a local service.</summary>
    /// <value>Default false: https only.</value>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>Gets or sets how many chunks one request carries at most.</summary>
    /// <value>Default 100. Range 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int BatchChunks { get; set; } = 100;

    /// <summary>Gets or sets how many chunk bytes one request carries at most; a single larger chunk goes alone.</summary>
    /// <value>Default 256 KiB. Range 1 KiB to 16 MiB.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int BatchBytes { get; set; } = 256 * 1024;

    /// <summary>Gets or sets how many chunks may wait, rejected ones included. When it is full, new ones are refused, counted and said.</summary>
    /// <value>Default 10,000. Range 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>Gets or sets the folder for the files of waiting chunks, one for each data URI, so that a killed process loses none. The files hold chunks and the URI, never the key.</summary>
    /// <value>Default null: in memory only.</value>
    public string? QueueFolder { get; set; }

    /// <summary>Gets or sets how long one request may take.</summary>
    /// <value>Default 30 s. Range 0.05 s to 600 s.</value>
    [DurationRange(0.05, 600)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the first wait after a failure, where the service names none; it doubles with each further one.</summary>
    /// <value>Default 10 s. Range 0.001 s to 3600 s.</value>
    [DurationRange(0.001, 3600)]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the longest wait between two attempts.</summary>
    /// <value>Default 1 h. Range 0.001 s to 24 h.</value>
    [DurationRange(0.001, 86_400)]
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets whether a packet that repeats number and content of the one before is left out. The reference sends it.</summary>
    /// <value>Default false.</value>
    public bool SkipDuplicates { get; set; }

    /// <summary>Gets or sets whether chunks that the service refuses as malformed are kept in <see cref="ChunkUploader.Rejected"/>.</summary>
    /// <value>Default true; with false they are counted only.</value>
    public bool KeepRejected { get; set; } = true;

    /// <summary>Gets or sets whether requests are only shown, in <see cref="ChunkUploader.DryRuns"/>, and nothing is sent or kept in a file.</summary>
    /// <value>Default false.</value>
    public bool DryRun { get; set; }

    /// <summary>Gets or sets the source of jitter, a number from 0 to 1.</summary>
    /// <value>Default null: a random number.</value>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<double>? Randomizer { get; set; }

    internal UploadOptions Copy() => (UploadOptions)MemberwiseClone();
}
