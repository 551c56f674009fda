using LabSdk.Connecting;
using LabSdk.Devices;
using LabSdk.Families.Mds;
using LabSdk.Mds;

namespace LabSdk;

/// <summary>
/// A diagnostic device: a product that streams heartbeats, traces, logs and coredumps in chunks (Memfault Diagnostic Service).
/// Chunks are decoded here; nothing is uploaded until <see cref="StartUpload"/>.
/// </summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using var lab = Lab.Connect("mds://hid/2fe3:0007");      // or "mds:sim"
/// var device = lab.Mds();
/// var chunks = device.Collect(TimeSpan.FromSeconds(5));
/// chunks.Messages
/// </code>
/// </example>
public sealed partial class DiagnosticDevice : Device
{
    private readonly DiagnosticSource _source;

    internal DiagnosticDevice(Lab lab, DeviceParts parts)
        : base(lab, parts)
    {
        _source = parts.Diagnostics!;
        MetricNames = _source.MetricNames;
        PacketRate = new DiagnosticReading(this, "packet_rate", MdsParts.RateUnit, static now => now.PacketsPerSecond);
        Packets = new DiagnosticReading(this, "packets", "", static now => now.Packets);
        Bytes = new DiagnosticReading(this, "bytes", "B", static now => now.Bytes);
        Missed = new DiagnosticReading(this, "missed", "", static now => now.Missed);
        MessageCount = new DiagnosticReading(this, "messages", "", static now => now.Messages);
        FaultyMessages = new DiagnosticReading(this, "faulty_messages", "", static now => now.BadMessages + now.AbandonedMessages);
    }

    /// <summary>The asynchronous client, with all of its calls.</summary>
    public MdsClient Client => _source.Client;

    /// <summary>What the device says about itself, as it was read last. Does not block. The key in it is secret and shown masked.</summary>
    public DeviceConfig Config => Client.Config ?? throw new InvalidOperationException("The config of the device was not read yet.");

    /// <summary>True while streaming is on. Does not block.</summary>
    public bool IsStreaming => Client.IsStreaming;

    /// <summary>The counters since the connection was made. Does not block.</summary>
    public MdsStatistics Statistics => Client.Statistics;

    /// <summary>How the device is reached. Does not block.</summary>
    public MdsLink Link => Client.Link;

    /// <summary>The framing that packets are read with. Does not block.</summary>
    public StreamFraming Framing => Client.Framing;

    /// <summary>Why this framing is believed to be in use. Does not block.</summary>
    public FramingEvidence FramingEvidence => Client.FramingEvidence;

    /// <summary>
    /// Gets or sets the names of the metrics in heartbeats, in the order of the firmware's list. Most devices do not send them.
    /// Default empty: metrics are called <c>metric_0</c>, <c>metric_1</c> and so on.
    /// </summary>
    public IReadOnlyList<string> MetricNames { get; set; }

    /// <summary>Packets in a second, over the last seconds; a detector for scans.</summary>
    public DiagnosticReading PacketRate { get; }

    /// <summary>Packets since the connection was made; a detector for scans.</summary>
    public DiagnosticReading Packets { get; }

    /// <summary>Chunk bytes since the connection was made; a detector for scans.</summary>
    public DiagnosticReading Bytes { get; }

    /// <summary>Packets that are missing at least; a detector for scans. Losses of a multiple of 32 cannot be seen.</summary>
    public DiagnosticReading Missed { get; }

    /// <summary>Messages with a right checksum; a detector for scans.</summary>
    public DiagnosticReading MessageCount { get; }

    /// <summary>Messages with a wrong checksum or with lost parts; a detector for scans.</summary>
    public DiagnosticReading FaultyMessages { get; }

    /// <summary>Reads the config again. Blocks.</summary>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="LabException">An item cannot be read; the config stays as it was.</exception>
    public DeviceConfig ReadDeviceConfig(CancellationToken cancellationToken = default) =>
        Wait($"Reading the config of '{Id}'", Open.ReadDeviceConfigAsync, cancellationToken);

    /// <summary>Turns streaming on and reads in the background from then on. Blocks for the request.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="LabException">The device did not accept; streaming stays as it was.</exception>
    public void EnableStreaming(CancellationToken cancellationToken = default) => Do($"Turning streaming of '{Id}' on", Open.EnableStreamingAsync, cancellationToken);

    /// <summary>Turns streaming off and takes the packets that are on their way. Blocks, at most 250 ms more than the request.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="LabException">The device did not accept; it goes on.</exception>
    public void DisableStreaming(CancellationToken cancellationToken = default) => Do($"Turning streaming of '{Id}' off", Open.DisableStreamingAsync, cancellationToken);

    /// <summary>Takes a report that came another way, its first byte being the channel. Does not block.</summary>
    /// <param name="report">As received.</param>
    /// <returns>True for stream data; false when the report is not MDS and was left alone.</returns>
    public bool Process(ReadOnlySpan<byte> report) => Open.Process(report);

    /// <summary>Takes a stream packet without its channel byte, for example a BLE notification. Does not block.</summary>
    /// <param name="payload">As received.</param>
    public void ProcessStreamData(ReadOnlySpan<byte> payload) => Open.ProcessStreamData(payload);

    /// <summary>Takes a chunk that came without a packet, for example from a console line. Does not block.</summary>
    /// <param name="chunk">The chunk.</param>
    public void ProcessChunk(ReadOnlySpan<byte> chunk) => Open.ProcessChunk(chunk);

    /// <summary>The client, while the lab is open.</summary>
    /// <exception cref="LabConnectionException">The lab was closed.</exception>
    private MdsClient Open
    {
        get
        {
            Lab.Calls.ThrowIfClosed();
            return Client;
        }
    }
}
