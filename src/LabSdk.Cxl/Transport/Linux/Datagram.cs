namespace LabSdk.Cxl.Linux;

/// <summary>One message as it came from a socket.</summary>
/// <param name="Sender">The sender's address, as the kernel tells it.</param>
/// <param name="Content">The message; cut at the longest possible.</param>
/// <param name="Length">Its length, before it was cut.</param>
internal readonly record struct Datagram(byte[] Sender, byte[] Content, int Length);
