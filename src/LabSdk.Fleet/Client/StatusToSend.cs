namespace LabSdk.Fleet.Client;

/// <summary>A status and how it is sent.</summary>
/// <param name="Data">The status.</param>
/// <param name="Limit">How long one attempt may take.</param>
/// <param name="IsKeepAlive">True when the client repeats it by itself.</param>
internal readonly record struct StatusToSend(ReadOnlyMemory<byte> Data, TimeSpan Limit, bool IsKeepAlive = false);
