namespace LabSdk.Mds.Client;

/// <summary>What subscribers get: mostly a packet, with the messages it ended.</summary>
/// <param name="Packet">Null for a message that was given up without one, and for a mark.</param>
/// <param name="Completed">The message that the packet completes.</param>
/// <param name="Abandoned">The message that is given up.</param>
/// <param name="Mark">Completed by a subscriber when everything before has passed it; null otherwise.</param>
internal readonly record struct Delivery(StreamPacket? Packet, ReceivedMessage? Completed, ReceivedMessage? Abandoned, TaskCompletionSource? Mark = null);
