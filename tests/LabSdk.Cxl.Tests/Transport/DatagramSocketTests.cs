using System.Runtime.InteropServices;
using LabSdk.Cxl.Linux;

namespace LabSdk.Cxl.Tests.Transport;

/// <summary>Datagram sockets of the kernel, with a pair of local ones in place of MCTP.</summary>
public class DatagramSocketTests
{
    [DllImport("libc", EntryPoint = "socketpair")]
    private static extern int SocketPair(int family, int type, int protocol, [Out] int[] pair);

    private static (DatagramSocket Left, DatagramSocket Right) Pair()
    {
        var pair = new int[2];
        Assert.Equal(0, SocketPair(1, LinuxCalls.DatagramCloseOnExec, 0, pair));
        return (new DatagramSocket(pair[0], "left"), new DatagramSocket(pair[1], "right"));
    }

    [Fact]
    public async Task Messages_arrive_whole_and_in_order()
    {
        var (left, right) = Pair();
        for (byte i = 0; i < 100; i++)
        {
            left.Send(new byte[] { i, 1, 2 }, default);
            Assert.Equal(i, (await right.ReceiveAsync(default)).Content[0]);
        }

        left.Send(new byte[40_000], default);
        Assert.Equal((40_000, 40_000), (await right.ReceiveAsync(default) is var big ? (big.Content.Length, big.Length) : default));
        await left.DisposeAsync();
        await right.DisposeAsync();
    }

    [Fact]
    public async Task Message_longer_than_the_longest_is_cut_and_says_its_length()
    {
        var (left, right) = Pair();
        left.Send(new byte[DatagramSocket.LongestMessage + 10], default);
        var message = await right.ReceiveAsync(default);
        Assert.Equal((DatagramSocket.LongestMessage, DatagramSocket.LongestMessage + 10), (message.Content.Length, message.Length));
        await left.DisposeAsync();
        await right.DisposeAsync();
    }

    [Fact]
    public async Task Cancelled_wait_loses_no_message()
    {
        var (left, right) = Pair();
        using var cancel = new CancellationTokenSource();
        var waiting = right.ReceiveAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        left.Send(new byte[] { 9 }, default);
        Assert.Equal(9, (await right.ReceiveAsync(default)).Content[0]);
        await left.DisposeAsync();
        await right.DisposeAsync();
    }

    [Fact]
    public async Task Closing_ends_a_wait_and_later_use()
    {
        var (left, right) = Pair();
        var waiting = right.ReceiveAsync(default).AsTask();
        await right.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Throws<ObjectDisposedException>(() => right.Send(new byte[1], default));
        Assert.Equal(111, Assert.Throws<CxlIoException>(() => left.Send(new byte[1], default)).Errno); // ECONNREFUSED
        await left.DisposeAsync();
    }

    [Fact]
    public void Address_of_an_endpoint_is_that_of_the_specification()
    {
        var address = new MctpSocketAddress(11, 28, 8, MctpSocketAddress.TagOwner);
        Assert.Equal("2D0000000B0000001C080800", Convert.ToHexString(address.ToBytes()));
        Assert.Equal(address, MctpSocketAddress.Read(address.ToBytes()));
        Assert.Null(MctpSocketAddress.Read(new byte[12]));
        Assert.Null(MctpSocketAddress.Read(address.ToBytes().AsSpan(0, 11)));
    }

    [Theory]
    [InlineData(11u, 28, 8, true)]
    [InlineData(11u, 28, 0x88, true)]
    [InlineData(12u, 28, 8, false)]
    [InlineData(11u, 29, 8, false)]
    [InlineData(11u, 28, 7, false)]
    public void Answer_is_taken_from_the_asked_endpoint_only(uint network, byte endpointId, byte type, bool isTaken)
    {
        var from = new MctpSocketAddress(network, endpointId, type, 3);
        Assert.Equal(isTaken, from.Answers(new MctpSocketAddress(11, 28, 8, 8)));
        Assert.Equal(isTaken || network == 12, from.Answers(new MctpSocketAddress(0, 28, 8, 8)));
    }

    [Fact]
    public void Kernel_without_mctp_is_called_that()
    {
        try
        {
            MctpSocketChannel.Open(1, 8, CxlMessageType.Component).DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (CxlIoException error)
        {
            Assert.Equal((97, CxlErrorIds.NoMctp), (error.Errno, error.ErrorId));
        }
    }
}
