using LabSdk.Kernel.Session.History;
using LabSdk.Kernel.Zmtp;
using LabSdk.Notebooks;

namespace LabSdk.Kernel.Session;

/// <summary>What a kernel is made of.</summary>
internal sealed record KernelOptions
{
    /// <summary>Makes the engine; run on a pool thread while the kernel answers already.</summary>
    public required Func<Task<IScriptEngine>> Engine { get; init; }

    /// <summary>Where cells of earlier sessions are kept; null for nowhere.</summary>
    public HistoryFile? History { get; init; }

    /// <summary>Takes lines for the log of the front end's server. Default nobody.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>What a peer may use up.</summary>
    public ZmtpLimits Limits { get; init; } = new();

    /// <summary>The minor version of ZMTP 3 to announce: 1 or 0.</summary>
    public byte ZmtpMinor { get; init; } = 1;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
