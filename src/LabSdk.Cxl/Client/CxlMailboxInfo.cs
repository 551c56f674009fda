namespace LabSdk.Cxl;

/// <summary>A CXL character device of this computer, as the kernel describes it; null for what it does not say.</summary>
/// <param name="Name">The name to open it by, for example <c>mem0</c>. It may change from boot to boot.</param>
/// <param name="SerialNumber">The serial number, which does not change.</param>
/// <param name="FirmwareVersion">The revision of the active firmware.</param>
/// <param name="PayloadMaximum">The mailbox payload size in bytes.</param>
/// <param name="VolatileBytes">Volatile capacity in bytes.</param>
/// <param name="PersistentBytes">Persistent capacity in bytes.</param>
/// <param name="NumaNode">The NUMA node that it is near to.</param>
public sealed record CxlMailboxInfo(
    string Name, ulong? SerialNumber, string? FirmwareVersion, int? PayloadMaximum, ulong? VolatileBytes, ulong? PersistentBytes, int? NumaNode);
