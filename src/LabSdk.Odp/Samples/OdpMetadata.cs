namespace LabSdk.Odp;

/// <summary>General facts about a session.</summary>
/// <param name="Values">By name: a <see cref="string"/>, a number or flag, or <see cref="OdpAny"/> for a message of a type that is not known here.</param>
public sealed record OdpMetadata(IReadOnlyDictionary<string, object> Values) : IOdpData;

/// <summary>A message of a type that is not known here.</summary>
/// <param name="TypeUrl">Its type, such as <c>type.googleapis.com/my.Type</c>.</param>
/// <param name="Bytes">The serialised message.</param>
public sealed record OdpAny(string TypeUrl, ReadOnlyMemory<byte> Bytes);
