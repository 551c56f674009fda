using System.Buffers;
using LabSdk.Kernel.Messaging;
using LabSdk.Kernel.Tests.Support;
using LabSdk.Kernel.Zmtp;
using LabSdk.Kernel.Zmtp.Codec;
using LabSdk.Kernel.Zmtp.Sockets;

namespace LabSdk.Kernel.Tests.Zmtp;

/// <summary>Bytes of an enemy: nothing but <see cref="ProtocolException"/> may come out, and no memory beyond what has arrived.</summary>
public class HostileInputTests
{
    private const int Inputs = 60_000;

    [Fact]
    public void Frames_and_commands_of_an_enemy_are_refused_or_read()
    {
        var random = new Random(11);
        byte[][] seeds =
        [
            TestPeer.Frame(FrameFlags.Command, TestPeer.Ready("DEALER", "identity")),
            TestPeer.Frame(FrameFlags.Command, [4, .. "PING"u8, 0, 1, 2, 3]),
            TestPeer.Frame(FrameFlags.Command, [9, .. "SUBSCRIBE"u8, 65]),
            [.. TestPeer.Frame(FrameFlags.More, new byte[300]), .. TestPeer.Frame(FrameFlags.None, "abc"u8)],
        ];
        var limits = new ZmtpLimits { MessageBytes = 1000, MessageFrames = 5, CommandBytes = 200 };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var bytes = Mutate(random, seeds);
            refused += Refuses(() => ReadAll(bytes, limits)) ? 1 : 0;
        }

        Assert.InRange(refused, Inputs / 10, Inputs - (Inputs / 10));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Inputs * 6000L);
    }

    [Fact]
    public void Greetings_of_an_enemy_are_refused_or_read()
    {
        var random = new Random(12);
        for (var i = 0; i < Inputs; i++)
        {
            var greeting = TestPeer.GreetingBytes();
            for (var n = random.Next(4); n >= 0; n--)
            {
                greeting[random.Next(64)] = (byte)random.Next(256);
            }

            Refuses(() => Greeting.Check(greeting));
        }
    }

    [Fact]
    public void Messages_of_an_enemy_with_the_key_are_refused_or_read()
    {
        // Without a key there is no signature between the enemy and the parser.
        using var codec = new MessageCodec(default, TimeProvider.System);
        var random = new Random(13);
        byte[] json = [.. """{"msg_id":"1","session":"s","username":"u","date":"d","msg_type":"execute_request","version":"5.4","code":"1"}"""u8];
        var read = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var frames = new List<byte[]> { "<IDS|MSG>"u8.ToArray(), Array.Empty<byte>(), Mutate(random, [json]), "{}"u8.ToArray(), Mutate(random, [json]), Mutate(random, [json]) };
            if (random.Next(4) == 0)
            {
                frames.RemoveAt(random.Next(frames.Count));
            }

            Refuses(() =>
            {
                var message = codec.Decode([1], [.. frames]);
                read++;
                message.ReadMetadata();
                message.Read(Wire.Json.ExecuteRequest);
                message.Read(Wire.Json.CommContent);
            });
        }

        Assert.InRange(read, 1000, Inputs);
    }

    private static byte[] Mutate(Random random, byte[][] seeds)
    {
        if (random.Next(4) == 0)
        {
            var junk = new byte[random.Next(40)];
            random.NextBytes(junk);
            return junk;
        }

        var bytes = seeds[random.Next(seeds.Length)].ToArray();
        for (var n = random.Next(4); n > 0; n--)
        {
            bytes[random.Next(random.Next(2) == 0 ? Math.Min(12, bytes.Length) : bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static void ReadAll(byte[] bytes, ZmtpLimits limits)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        var assembly = new MessageAssembly(limits);
        var subscriptions = new Subscriptions(3);
        while (FrameCodec.TryRead(ref buffer, assembly.BytesLeft, limits.CommandBytes, out var flags, out var body))
        {
            if (!flags.HasFlag(FrameFlags.Command))
            {
                assembly.Add(body, flags.HasFlag(FrameFlags.More));
                continue;
            }

            var command = Command.Parse(body.ToArray());
            subscriptions.Add(command.Data);
            _ = command.Name == "PING" ? command.Pong().Length : command.Properties().Count;
        }
    }

    private static bool Refuses(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (ProtocolException)
        {
            return true;
        }
    }
}
