using LabSdk.Kernel.Tests.Support;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Tests.Zmtp;

/// <summary>Our sockets with libzmq on the other side.</summary>
public sealed class PyzmqPeerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Libzmq_gets_what_it_expects(byte minor)
    {
        var options = new ZmtpSocketOptions { MinorVersion = minor };
        RouterSocket router = null!;
        await using var publisher = new PublisherSocket("iopub", options);
        await using var reply = new ReplySocket("hb", options);
        await using (router = new RouterSocket("shell", options, (sender, frames) =>
        {
            ReadOnlyMemory<byte>[] memory = [.. frames.Select(frame => (ReadOnlyMemory<byte>)frame)];
            if (frames[0].AsSpan().SequenceEqual("publish"u8))
            {
                publisher.Publish(new OutgoingMessage(memory[1..]));
            }
            else
            {
                router.Send(sender, new OutgoingMessage(memory));
            }
        }))
        {
            router.Start();
            publisher.Start();
            reply.Start();
            var (code, output) = await PythonRun.ScriptAsync(null, "pyzmq_peer.py", $"{router.Port}", $"{publisher.Port}", $"{reply.Port}");
            Assert.True(code == 0, output);
            Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
            Assert.EndsWith("done\n", output, StringComparison.Ordinal);
            Assert.Equal(18, output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
        }
    }
}
