using System.ComponentModel.DataAnnotations;
using LabSdk.Options;

namespace LabSdk.Simulation;

/// <summary>How a <see cref="StreamApiServer"/> is set up. The defaults are those of the platform's server, except for ports.</summary>
public sealed record StreamApiServerOptions
{
    /// <summary>The address to listen on, an IP address.</summary>
    /// <value>Default <c>127.0.0.1</c>: reachable from this machine only. <c>0.0.0.0</c> means all IPv4 addresses.</value>
    [Required]
    public string BindAddress { get; init; } = "127.0.0.1";

    /// <summary>The TCP port.</summary>
    /// <value>Default 0: any free port. The platform's is 13579.</value>
    [Range(0, 65_535)]
    public int Port { get; init; }

    /// <summary>A port of its own for the key generator, which also answers on <see cref="Port"/>.</summary>
    /// <value>Default null: none; 0 for any. The platform's is 15379.</value>
    [Range(0, 65_535)]
    public int? KeyGeneratorPort { get; init; }

    /// <summary>A port for metrics in Prometheus' format under <c>/metrics</c>, over HTTP/1.1.</summary>
    /// <value>Default null: none; 0 for any. The platform's is 10010.</value>
    [Range(0, 65_535)]
    public int? MetricsPort { get; init; }

    /// <summary>False to answer calls about sessions with <c>success = false</c>, as a server without session management does.</summary>
    /// <value>Default true.</value>
    public bool IntegrateSessionManagement { get; init; } = true;

    /// <summary>False to answer calls about formats with nothing, as a server without format management does.</summary>
    /// <value>Default true.</value>
    public bool IntegrateDataFormatManagement { get; init; } = true;

    /// <summary>Whether many packets may come in one answer. Readers have to expect it from any server.</summary>
    /// <value>Default true.</value>
    public bool BatchingResponses { get; init; } = true;

    /// <summary>The largest answer that packets are gathered into, in KiB. A packet that is larger comes alone.</summary>
    /// <value>Default 4000, a little less than clients in .NET accept by their defaults. Range 1 to 65,536.</value>
    [Range(1, 65_536)]
    public int BatchingSizeKb { get; init; } = 4000;

    /// <summary>How long packets are gathered. Zero sends what is there at once.</summary>
    /// <value>Default null: 50 ms, or 1 ms at a broker of the legacy generation, as the platform's servers do. Range 0 to 10 s.</value>
    [DurationRange(0, 10)]
    public TimeSpan? BatchingTime { get; init; }

    /// <summary>
    /// False to answer a write before the broker has the packet, as the platform's server does; a failure is then counted, and
    /// nobody is told.
    /// </summary>
    /// <value>Default true.</value>
    public bool WaitForDelivery { get; init; } = true;

    /// <summary>The largest message that is accepted, in bytes.</summary>
    /// <value>Default 67,108,864 (64 MiB).</value>
    [Range(1024, 2_147_483_591)]
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;
}
