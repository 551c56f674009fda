namespace LabSdk.Odp.Wire;

/// <summary>A record of the broker, opened; the content is a view of the record.</summary>
/// <param name="Type">The type as it was written.</param>
/// <param name="SessionKey">The session; empty for format definitions.</param>
/// <param name="IsEssential">A copy goes to the essentials topic.</param>
/// <param name="Content">The message inside, not decoded.</param>
/// <param name="Id">The writer's running number; 0 when not used.</param>
internal readonly record struct PacketEnvelope(string Type, string SessionKey, bool IsEssential, ReadOnlyMemory<byte> Content, ulong Id);
