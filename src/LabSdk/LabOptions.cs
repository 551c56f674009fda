using LabSdk.Cxl;
using LabSdk.Daq;
using LabSdk.Fleet;
using LabSdk.Mds;
using LabSdk.Odp;
using LabSdk.Options;
using LabSdk.Tapes;

namespace LabSdk;

/// <summary>
/// How a lab connects and behaves. Copied when the lab is made: later edits have no effect. The options of one endpoint
/// can also stand in its address: <c>daq://host:port?timeout=5s</c>.
/// </summary>
public sealed class LabOptions
{
    /// <summary>
    /// The time limit of every blocking call that has no other: reads, settings, lists. Moves and scans take as long
    /// as they take. Default 10 s; infinite is no limit.
    /// </summary>
    [DurationRange(0.001, 86400, AllowInfinite = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time limit for connecting all endpoints. Default 15 s; infinite is no limit.</summary>
    [DurationRange(0.001, 86400, AllowInfinite = true)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The token for daemons that ask for one. Default null: the environment variable <c>DAQ_TOKEN</c>, else none.</summary>
    public Secret? Token { get; set; }

    /// <summary>Sends motor targets outside the limits too. Default false: they are refused before anything is sent.</summary>
    public bool AllowBeyondLimits { get; set; }

    /// <summary>Where run records go. Default null: the folder <c>data</c> in the working directory.</summary>
    public string? DataFolder { get; set; }

    /// <summary>
    /// Writes every point of a scan to a journal in <see cref="DataFolder"/> (in the folder of the run while one is open) before it
    /// shows: it survives a crash, and <c>Lab.Runs.Last.Resume()</c> goes on from it. Default true. A plan can say otherwise with
    /// <see cref="ScanPlan.Journal(bool)"/>.
    /// </summary>
    public bool Journal { get; set; } = true;

    /// <summary>The clock of run records and timestamps taken on this side. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Sets what only daq clients have, for example TLS: <c>o.Daq = d => d.Tls = ...</c>. Called for each daq endpoint, after
    /// its address was read. Default null.
    /// </summary>
    public Action<DaqOptions>? Daq { get; set; }

    /// <summary>
    /// Sets what only diagnostic devices have, for example the rules of uploads: <c>o.Mds = m => m.Reconnect = true</c>. Called for
    /// each mds endpoint, before its address is read: what stands there wins. Default null.
    /// </summary>
    public Action<MdsOptions>? Mds { get; set; }

    /// <summary>
    /// Sets what only CXL components have, for example permissions: <c>o.Cxl = c => c.Permissions = new() { AllowDisruptive = true }</c>.
    /// Called for each cxl endpoint, before its address is read: what stands there wins. Default null.
    /// </summary>
    public Action<CxlOptions>? Cxl { get; set; }

    /// <summary>
    /// Sets what only devices at a gateway have, for example repeating the last status: <c>o.Fleet = f => f.KeepAlive = TimeSpan.FromSeconds(10)</c>.
    /// Called for each fleet endpoint, before its address is read: what stands there wins. Default null.
    /// </summary>
    public Action<FleetOptions>? Fleet { get; set; }

    /// <summary>
    /// Sets what only telemetry brokers have, for example a domain: <c>o.Odp = t => t with { Domain = "dev" }</c>. Called for each odp
    /// endpoint, before its address is read: what stands there wins. Default null.
    /// </summary>
    public Func<OdpOptions, OdpOptions>? Odp { get; set; }

    /// <summary>Who is told what crosses the transports; null for nobody.</summary>
    internal TapeDeck? Deck { get; set; }

    /// <summary>The tape that answers instead of peers; null for real ones.</summary>
    internal TapeReplay? Replay { get; set; }

    internal LabOptions Copy() => (LabOptions)MemberwiseClone();
}
