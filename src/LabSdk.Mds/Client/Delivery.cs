namespace LabSdk.Mds.Client;

/// <summary>A packet with the messages it ended.</summary>
internal readonly record struct Delivery(StreamPacket Packet, ReceivedMessage? Completed, ReceivedMessage? Abandoned);
