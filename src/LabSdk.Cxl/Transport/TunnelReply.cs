namespace LabSdk.Cxl;

/// <summary>What came back from a command, and from where.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Level">How many tunnels lie before the component that answered.</param>
/// <param name="IsTunnelRefused">True when that component was on the way, and not the target.</param>
internal readonly record struct TunnelReply(CxlReply Reply, int Level, bool IsTunnelRefused);
