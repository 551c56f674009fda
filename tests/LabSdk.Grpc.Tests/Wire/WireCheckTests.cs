using System.Buffers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LabSdk.Grpc.Tests.Interop;
using LabSdk.Grpc.Tests.Server;
using LabSdk.Grpc.Wire;

namespace LabSdk.Grpc.Tests.Wire;

/// <summary>Messages that claim more than they hold never reach the general parser, whose limits overflow near 2 GiB.</summary>
public sealed class WireCheckTests
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("LABSDK_FUZZ_ROUNDS"), out var given) ? given : 50_000;

    private static readonly MessageLimits Limits = new(1 << 20);

    [Fact]
    public void Marshalled_messages_only_give_the_typed_error_and_take_no_memory_for_a_claim()
    {
        Fuzz(11, new StreamRequest
        {
            Payload = new Payload { Body = ByteString.CopyFromUtf8("some bytes") },
            ResponseStatus = new EchoStatus { Code = 3, Message = "a text" },
            Replies = { new ReplySpec { Size = 5 }, new ReplySpec { Size = 300, Compressed = true } },
        });
        Fuzz(12, new Struct
        {
            Fields =
            {
                ["list"] = Value.ForList(Value.ForNumber(1.5), Value.ForString("x"), Value.ForStruct(new Struct { Fields = { ["deep"] = Value.ForBool(true) } })),
                ["number"] = Value.ForNumber(-1),
            },
        });
        Fuzz(13, new FileDescriptorSet { File = { FileDescriptorProto.Parser.ParseFrom(StructReflection.Descriptor.SerializedData) } });
    }

    [Fact]
    public void Good_messages_of_every_size_pass()
    {
        var random = new Random(14);
        foreach (var size in (int[])[0, 1, 100, 4_000, 64_000, 70_000, 500_000])
        {
            var bytes = new byte[size];
            random.NextBytes(bytes);
            var message = new Struct { Fields = { ["text"] = Value.ForString(Convert.ToBase64String(bytes)), ["n"] = Value.ForNumber(BitConverter.Int64BitsToDouble(-1)) } };
            foreach (var cut in (int[])[0, 1, 3, 1000])
            {
                var encoded = message.ToByteArray();
                Assert.True(WireCheck.HoldsTogether(Struct.Descriptor, MessageSplitter.Cut(encoded, Math.Min(cut, encoded.Length))));
            }
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(60_000)]
    [InlineData(500_000)]
    [InlineData(3_000_000)]
    public void Nested_length_that_overflows_is_found_wherever_it_stands(int filling)
    {
        // value { string_value: length claimed } inside fields { ... }, behind a filling.
        foreach (var below in (int[])[0, 1, 50, filling])
        {
            var claimed = (uint)int.MaxValue - (uint)below;
            byte[] lie = [0x1A, (byte)(claimed | 0x80), (byte)((claimed >> 7) | 0x80), (byte)((claimed >> 14) | 0x80), (byte)((claimed >> 21) | 0x80), (byte)(claimed >> 28), 0x41];
            byte[] entry = [0x12, (byte)lie.Length, .. lie];
            var filler = new Struct { Fields = { ["f"] = Value.ForString(new string('x', filling)) } }.ToByteArray();
            byte[] message = [.. filler, 0x0A, (byte)entry.Length, .. entry];
            Assert.False(WireCheck.HoldsTogether(Struct.Descriptor, message));
            Assert.False(WireCheck.HoldsTogether(Struct.Descriptor, MessageSplitter.Cut(message, filling / 2)));
        }
    }

    [Fact]
    public async Task Server_and_client_refuse_a_message_that_claims_too_much()
    {
        var served = 0;
        var lies = Convert.FromHexString("12070AFFFFFFFF0741");
        var service = new ScriptedService
        {
            Unary = (_, _) =>
            {
                served++;
                return Task.FromResult(new UnaryReply());
            },
        };
        await using var server = await TestServer.StartAsync(service: service);
        var answer = await RawGrpc.PostAsync(server.Server.Address, "/labsdk.interop.Interop/UnaryCall", [0, 0, 0, 0, (byte)lies.Length, .. lies]);
        Assert.Equal(((int)StatusCode.Internal).ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Status);
        Assert.Contains("cannot be decoded", Uri.UnescapeDataString(answer.Message!), StringComparison.Ordinal);
        Assert.Equal(0, served);

        // The reply of another server, read by our client as what it is not.
        var raw = new Marshaller<byte[]>(bytes => bytes, bytes => bytes);
        var options = new LabSdk.Grpc.Server.GrpcServerOptions();
        options.AddService(binder => binder.AddMethod(
            new Method<byte[], byte[]>(MethodType.Unary, "labsdk.interop.Interop", "UnaryCall", raw, raw),
            new UnaryServerMethod<byte[], byte[]>((_, _) => Task.FromResult(Convert.FromHexString("0A070AFFFFFFFF0741")))));
        await using var lying = await LabSdk.Grpc.Server.GrpcServer.StartAsync(options);
        await using var channel = GrpcChannel.Create(lying.Address);
        var before = GC.GetTotalAllocatedBytes();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Interop.Interop.InteropClient(channel.CreateCallInvoker()).UnaryCallAsync(new UnaryRequest()));
        Assert.Equal(StatusCode.Internal, error.StatusCode);

        // The message claims 2 GiB. Other tests allocate in this process meanwhile.
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1024 * 1024 * 1024);
    }

    private static void Fuzz<T>(int seed, T good)
        where T : class, IMessage<T>, new()
    {
        var parser = new MessageParser<T>(() => new T());
        var marshaller = new Marshaller<T>((_, _) => throw new NotSupportedException(), context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));
        var incoming = new IncomingMessage(Limits, "server");
        var encoded = good.ToByteArray();
        Assert.Equal(good, incoming.Deserialize(new ReadOnlySequence<byte>(encoded), false, MessageEncoding.Identity, marshaller));
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damage(encoded, random);
            var payload = random.Next(2) == 0 ? new ReadOnlySequence<byte>(bytes) : MessageSplitter.Cut(bytes, random.Next(bytes.Length + 1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                incoming.Deserialize(payload, false, MessageEncoding.Identity, marshaller);
            }
            catch (RpcException error)
            {
                Assert.Equal(StatusCode.Internal, error.StatusCode);
                refused++;
            }

            Assert.True(
                GC.GetAllocatedBytesForCurrentThread() - before < 100_000 + (100 * bytes.Length),
                $"{typeof(T).Name} {Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, 400)))}");
        }

        Assert.InRange(refused, Rounds / 10, Rounds);
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        byte[] bytes = [.. good];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at > 0:
                    bytes = bytes[..at];
                    break;
                case 2:
                    bytes = [.. bytes[..at], 0xFF, 0xFF, 0xFF, 0xFF, 0x07, .. bytes[at..]];
                    break;
                default:
                    // A length from which the position still has to be subtracted to overflow; long forms too.
                    var near = (uint)int.MaxValue - (uint)random.Next(2 * bytes.Length);
                    byte last = (byte)(near >> 28);
                    byte[] head = [(byte)(near | 0x80), (byte)((near >> 7) | 0x80), (byte)((near >> 14) | 0x80), (byte)((near >> 21) | 0x80)];
                    byte[] tail = random.Next(3) == 0 ? [(byte)(last | 0x80), 0x80, 0x00] : [last];
                    bytes = [.. bytes[..at], .. head, .. tail, .. bytes[Math.Min(at + random.Next(2), bytes.Length)..]];
                    break;
            }
        }

        return bytes;
    }
}
