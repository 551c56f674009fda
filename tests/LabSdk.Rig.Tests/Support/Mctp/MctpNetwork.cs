using System.Buffers.Binary;
using LabSdk.Rig.Tests.Support.Native;

namespace LabSdk.Rig.Tests.Support.Mctp;

/// <summary>What the tool <c>mctp</c> does, by rtnetlink: interfaces up, addresses, routes. Source: linux/rtnetlink.h.</summary>
internal static unsafe class MctpNetwork
{
    public const int Family = 45;

    private const int NetlinkFamily = 16, RawSocket = 3;
    private const ushort NewLink = 16, NewAddress = 20, NewRoute = 24, ErrorMessage = 2;
    private const ushort RequestWithAnswer = 1 | 4, Create = 0x400;

    public static void Up(int link) => Send(NewLink, RequestWithAnswer, [0, 0, 0, 0, .. Int(link), .. Int(1), .. Int(1)]);

    public static void AddAddress(int link, byte endpoint) => Send(NewAddress, RequestWithAnswer | Create, [Family, 0, 0, 0, .. Int(link), .. Attribute(2, endpoint)]);

    public static void AddRoute(int link, byte endpoint) => Send(
        NewRoute, RequestWithAnswer | Create, [Family, 0, 0, 0, 0, 0, 0, 1, .. Int(0), .. Attribute(1, endpoint), .. Attribute(4, Int(link))]);

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    // u16 length, u16 type, value, filled up to 4 bytes.
    private static byte[] Attribute(ushort type, params byte[] value) =>
        [(byte)(4 + value.Length), 0, (byte)type, 0, .. value, .. new byte[(4 - (value.Length & 3)) & 3]];

    private static void Send(ushort type, ushort flags, byte[] body)
    {
        var message = new byte[16 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        body.CopyTo(message, 16);
        var socket = Libc.Checked(Libc.Socket(NetlinkFamily, RawSocket | Libc.CloseOnExec, 0), "opening a netlink socket");
        try
        {
            var answer = new byte[4096];
            fixed (byte* request = message)
            fixed (byte* buffer = answer)
            {
                Libc.Checked((int)Libc.Write(socket, request, (nuint)message.Length), "writing to netlink");
                Libc.Checked((int)Libc.Read(socket, buffer, (nuint)answer.Length), "reading from netlink");
            }

            var error = BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(16));
            Assert.Equal(ErrorMessage, BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(4)));
            Assert.True(error == 0, $"Netlink request {type} failed with errno {-error}.");
        }
        finally
        {
            _ = Libc.Close(socket);
        }
    }
}
