using System.Buffers.Binary;

namespace LabSdk.Cxl.Linux;

/// <summary>
/// A message tag that belongs to a socket for as long as it is open. The kernel's own tags end with the first answer, and the
/// next request gets the same one: an answer that comes twice would then take the place of the next answer, which is lost.
/// </summary>
/// <remarks>Source: <c>include/uapi/linux/mctp.h</c> of Linux; networks since 6.11.</remarks>
internal static class MctpSocketTag
{
    private const nuint Allocate = 0x89E0, AllocateInNetwork = 0x89E2;

    // The number that 0 stands for when sending, and does not when reserving.
    private const uint DefaultNetwork = 1;

    /// <summary>Reserves a tag; null where the kernel has none to give: then it chooses one for each request.</summary>
    /// <param name="socket">What it is for.</param>
    /// <param name="network">The network; 0 for the default one.</param>
    /// <param name="endpoint">The endpoint that will be asked.</param>
    public static byte? TryReserve(DatagramSocket socket, uint network, byte endpoint)
    {
        // struct mctp_ioc_tag_ctl2: u32 network, u8 peer, u8 local, u16 flags, u8 tag.
        Span<byte> inNetwork = stackalloc byte[12];
        inNetwork.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(inNetwork, network == 0 ? DefaultNetwork : network);
        inNetwork[4] = endpoint;
        if (socket.Control(AllocateInNetwork, inNetwork) == 0)
        {
            return inNetwork[8];
        }

        // struct mctp_ioc_tag_ctl of older kernels, for the default network only: u8 peer, u8 tag, u16 flags.
        Span<byte> plain = [endpoint, 0, 0, 0];
        return network is 0 or DefaultNetwork && socket.Control(Allocate, plain) == 0 ? plain[1] : null;
    }
}
