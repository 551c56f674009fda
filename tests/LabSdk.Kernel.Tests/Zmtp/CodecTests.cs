using System.Buffers;
using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Kernel.Zmtp.Codec;

namespace LabSdk.Kernel.Tests.Zmtp;

public class CodecTests
{
    [Theory]
    [InlineData(0, "00-00")]
    [InlineData(1, "00-01")]
    [InlineData(255, "00-FF")]
    [InlineData(256, "02-00-00-00-00-00-00-01-00")]
    [InlineData(65536, "02-00-00-00-00-00-01-00-00")]
    [InlineData(30 << 20, "02-00-00-00-00-01-E0-00-00")]
    public void Frame_header_is_short_up_to_255_bytes(int length, string expected)
    {
        var header = new byte[9];
        Assert.Equal(expected, BitConverter.ToString(header, 0, FrameCodec.WriteHeader(header, FrameFlags.None, length)));
    }

    [Fact]
    public void Frames_come_back_however_the_bytes_are_cut()
    {
        var property = Prop.ForAll(
            ArbMap.Default.ArbFor<byte[][]>(),
            ArbMap.Default.ArbFor<PositiveInt>(),
            (bodies, cut) =>
            {
                var bytes = bodies.SelectMany((body, i) => TestPeer.Frame(i % 3 == 2 ? FrameFlags.Command : (FrameFlags)(i % 2), body ?? [])).ToArray();
                var read = new List<byte[]>();
                var rest = ReadOnlySequence<byte>.Empty;
                for (var at = 0; at < bytes.Length; at += cut.Get)
                {
                    rest = new ReadOnlySequence<byte>([.. rest.ToArray(), .. bytes.AsSpan(at, Math.Min(cut.Get, bytes.Length - at))]);
                    while (FrameCodec.TryRead(ref rest, 1 << 20, 1 << 20, out _, out var body))
                    {
                        read.Add(body.ToArray());
                    }
                }

                return rest.IsEmpty && read.Count == bodies.Length && read.Zip(bodies).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second ?? []));
            });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x80)]
    [InlineData(0x05)]
    public void Reserved_flags_and_a_command_with_more_frames_are_refused(byte flags)
    {
        Assert.Throws<ProtocolException>(() => Read([flags, 0]));
    }

    [Fact]
    public void Length_beyond_the_limit_is_refused_before_a_body_has_come()
    {
        var header = new byte[9];
        header[0] = 2;
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(1), 101);
        Assert.Throws<ProtocolException>(() => Read(header, most: 100));
        BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(1), ulong.MaxValue);
        Assert.Throws<ProtocolException>(() => Read(header, most: long.MaxValue));
    }

    [Fact]
    public void Greeting_of_libzmq_is_taken_whatever_its_padding_says()
    {
        // Recorded from libzmq 4.3.4: byte 8 holds a legacy length.
        var greeting = TestPeer.GreetingBytes();
        greeting[8] = 0x22;
        Greeting.Check(greeting);
    }

    [Theory]
    [InlineData(0, 0x00, "signature")]
    [InlineData(9, 0x00, "signature")]
    [InlineData(10, 0x01, "older than 3")]
    [InlineData(12, (byte)'P', "mechanism 'PULL'")]
    public void Greeting_of_another_protocol_is_refused_with_its_reason(int at, byte value, string reason)
    {
        var greeting = TestPeer.GreetingBytes();
        greeting[at] = value;
        Assert.Contains(reason, Assert.Throws<ProtocolException>(() => Greeting.Check(greeting)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ready_carries_the_socket_type_and_is_read_without_case()
    {
        Assert.Equal("ROUTER"u8, Command.Parse(Command.Ready("ROUTER")).Properties()["socket-type"].Span);
    }

    [Fact]
    public void Pong_repeats_the_context_of_the_ping()
    {
        var ping = Command.Parse((byte[])[4, .. "PING"u8, 0, 10, 1, 2, 3]);
        Assert.Equal([4, .. "PONG"u8, 1, 2, 3], ping.Pong());
        Assert.Throws<ProtocolException>(() => Command.Parse((byte[])[4, .. "PING"u8, 0]).Pong());
        Assert.Throws<ProtocolException>(() => Command.Parse((byte[])[4, .. "PING"u8, 0, 0, .. new byte[17]]).Pong());
    }

    private static bool Read(byte[] bytes, long most = 1 << 20)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        return FrameCodec.TryRead(ref buffer, most, 1 << 16, out _, out _);
    }
}
