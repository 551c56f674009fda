namespace LabSdk.Odp;

/// <summary>A raw message of a CAN bus.</summary>
/// <param name="Time">Nanoseconds since 1970-01-01 UTC.</param>
/// <param name="Bus">The bus's number.</param>
/// <param name="CanId">The message's id on the bus.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="IsTransmitted">True when the recording unit sent it, false when it received it.</param>
public sealed record OdpCanMessage(ulong Time, uint Bus, uint CanId, ReadOnlyMemory<byte> Payload, bool IsTransmitted) : IOdpData;
