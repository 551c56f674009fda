using System.ComponentModel.DataAnnotations;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk.Cxl;

/// <summary>How a context and its endpoints work. Copied when the context is created: later changes have no effect.</summary>
public sealed class CxlOptions
{
    /// <summary>Gets or sets whether opening an MCTP endpoint asks it what it is, and turns fabric manager commands on for switches and Type 3 devices.</summary>
    /// <value>Default true; false when the environment variable LIBCXLMI_PROBE_ENABLED is 0, false or begins with disable.</value>
    public bool Probe { get; set; } = !IsProbeOff(Environment.GetEnvironmentVariable("LIBCXLMI_PROBE_ENABLED"));

    /// <summary>Gets or sets how long an MCTP endpoint may take to answer. Mailboxes end their wait by rules of the kernel.</summary>
    /// <value>Default and maximum 2 s (CXL 3.1, section 9.20.2). Zero waits forever.</value>
    public TimeSpan Timeout { get; set; } = MctpTimeout;

    /// <summary>Gets or sets whether mailbox commands go the raw way even where the driver has an id of its own for them.</summary>
    /// <value>Default false. Most kernels refuse raw commands.</value>
    public bool PreferRaw { get; set; }

    /// <summary>Gets or sets whether tunnelled messages carry the MCTP message type before the header, as the Jackrabbit stack expects.</summary>
    /// <value>Default false.</value>
    public bool TunnelIncludesMessageType { get; set; }

    /// <summary>Gets or sets how often a command is tried again that is answered with Retry Required (5).</summary>
    /// <value>Default 3. Range 0 to 100.</value>
    [Range(0, 100)]
    public int Retries { get; set; } = 3;

    /// <summary>Gets or sets the time before a command is tried again.</summary>
    /// <value>Default 100 ms. Range 0 s to 60 s.</value>
    [DurationRange(0, 60)]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets which dangerous kinds of commands are let through.</summary>
    /// <value>Default <see cref="CxlPermissions.None"/>.</value>
    public CxlPermissions Permissions { get; set; } = CxlPermissions.None;

    /// <summary>Gets or sets the first wait between two looks at a background operation; it doubles up to <see cref="LongestPoll"/>.</summary>
    /// <value>Default 250 ms. Range 0.001 s to 60 s.</value>
    [DurationRange(0.001, 60)]
    public TimeSpan FirstPoll { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets the longest wait between two looks at a background operation.</summary>
    /// <value>Default 5 s. Range 0.001 s to 600 s.</value>
    [DurationRange(0.001, 600)]
    public TimeSpan LongestPoll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long a background operation is watched at most.</summary>
    /// <value>Default 5 h: a Sanitize takes up to 4 h. Range 1 s to 30 days.</value>
    [DurationRange(1, 2_592_000)]
    public TimeSpan LongestBackground { get; set; } = TimeSpan.FromHours(5);

    /// <summary>Gets or sets the clock of timeouts, waits and polls.</summary>
    /// <value>Default the system's.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets who is told of every command and its answer, in the thread that got the answer. Payloads of security commands are left out.</summary>
    /// <value>Default null: nobody.</value>
    public Action<CxlTraceEntry>? Trace { get; set; }

    internal static TimeSpan MctpTimeout { get; } = TimeSpan.FromMilliseconds(2000);

    internal static TimeSpan MailboxTimeout { get; } = TimeSpan.FromMilliseconds(5000);

    internal static bool IsProbeOff(string? value) =>
        value is not null && (value == "0" || value.Equals("false", StringComparison.OrdinalIgnoreCase) || value.StartsWith("disable", StringComparison.OrdinalIgnoreCase));

    /// <summary>Who is told what crosses the link of the one endpoint of the context; null for nobody.</summary>
    internal TapeTap? Tap { get; set; }

    internal CxlOptions Copy() => (CxlOptions)MemberwiseClone();
}
