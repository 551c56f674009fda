namespace LabSdk.Odp;

/// <summary>A packet of a type without a decoder here: users may define their own. The content need not be protobuf.</summary>
/// <param name="Type">The packet's type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OdpOpaque(string Type, ReadOnlyMemory<byte> Content) : IOdpData;
