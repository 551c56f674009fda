namespace LabSdk.Odp;

/// <summary>A session that is to be written: what it is called, and how its packets go out.</summary>
public sealed record OdpSessionOptions
{
    /// <summary>The producer: a car or rig. Letters, digits, '.', '_' and '-'. Default <c>Default</c>.</summary>
    public string DataSource { get; init; } = "Default";

    /// <summary>The name that is shown, such as <c>Run 1</c>. Default empty.</summary>
    public string Identifier { get; init; } = "";

    /// <summary>The type. Default <c>Session</c>, which an empty one also means.</summary>
    public string Type { get; init; } = "Session";

    /// <summary>The version, from 1. Default 1; 0 means not given.</summary>
    public uint Version { get; init; } = 1;

    /// <summary>Local time minus UTC where the data is recorded. Null, the default, for that of this computer.</summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>When it began, which may lie in the past for data that is imported. Null, the default, for now.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>Free texts by name. Default none.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Keys of sessions that belong to this one. Default none.</summary>
    public IReadOnlyList<string> AssociateSessionKeys { get; init; } = [];

    /// <summary>
    /// Data streams that are known from the start, besides the main stream. Default none: a stream is also opened by the first
    /// signal or packet that names it.
    /// </summary>
    public IReadOnlyList<string> Streams { get; init; } = [];

    /// <summary>
    /// True, the default, to begin with a lap marker called <c>Out Lap</c> at the time of the first sample, which viewers need to
    /// lay sessions over each other. It is left out when a lap marker was written before.
    /// </summary>
    public bool HasOutLap { get; init; } = true;

    /// <summary>How much time the samples of one packet cover that were written one by one. Default 1 s.</summary>
    public TimeSpan PacketDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The largest record in bytes: larger configurations and packets of samples are cut. Default 900,000, which every broker and
    /// client takes by its defaults. From 1,000.
    /// </summary>
    public int MaxRecordBytes { get; init; } = 900_000;

    /// <summary>Bytes of records that may wait for the broker's report; beyond it writing waits. Default 32 MiB. At least one record always may.</summary>
    public long MaxWaitingBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How long ending the session waits for records that the broker has not stored yet. Default 60 s.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
