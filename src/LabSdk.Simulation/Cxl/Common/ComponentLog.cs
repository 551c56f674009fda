namespace LabSdk.Simulation.Cxl;

/// <summary>A log as bytes.</summary>
/// <param name="id">What it is.</param>
/// <param name="data">Its content.</param>
/// <param name="capabilities">What can be done with it: bit 0 clear, 1 populate, 2 fills itself, 3 survives a cold reset.</param>
internal sealed class ComponentLog(Guid id, byte[] data, uint capabilities)
{
    public const uint CanClear = 1, CanPopulate = 2, Persists = 8;

    private const int DebugSize = 4096, DumpSize = 3000;

    private readonly byte[] _whole = data;

    public Guid Id => id;

    public uint Capabilities => capabilities;

    public byte[] Data { get; private set; } = data;

    /// <summary>Bytes 0 to FFh over and over, each block of 256 counted on, so that a wrong offset shows.</summary>
    public static ComponentLog VendorDebug() => new(CxlUuids.VendorDebugLog, Pattern(DebugSize), CanClear | CanPopulate | Persists);

    public static ComponentLog StateDump() => new(CxlUuids.ComponentStateDumpLog, Pattern(DumpSize), CanPopulate);

    /// <summary>The pattern byte at an offset.</summary>
    public static byte PatternAt(int offset) => (byte)(offset + (offset >> 8));

    /// <summary>The size stays, as of a log with a fixed place; the content is gone.</summary>
    public void Clear() => Data = new byte[_whole.Length];

    public void Populate() => Data = _whole;

    private static byte[] Pattern(int size) => [.. Enumerable.Range(0, size).Select(PatternAt)];
}
