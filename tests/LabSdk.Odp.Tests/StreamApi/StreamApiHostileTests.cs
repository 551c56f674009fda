using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using LabSdk.Grpc.Wire;
using LabSdk.Odp.Client;
using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.StreamApi;

/// <summary>Answers of a server that is broken or means harm, through the marshaller, into packets and decoded data.</summary>
public sealed class StreamApiHostileTests
{
    [Fact]
    public void Answers_only_give_the_typed_error_and_take_no_memory_for_a_claim()
    {
        var block = SampleBlock.Of(SampleLayout.Periodic, SignalSamples.Of("vCar:Chassis", [1.0, 2.0, 3.0], SampleTimes.Periodic(100, 10, 3)));
        var samples = Packet.Parser.ParseFrom(SampleEncoder.Encode(block, null, "key", 1));
        var marker = new Packet { Type = "Marker", SessionKey = "key", Content = new MarkerPacket { Timestamp = 5, Label = "Lap" }.ToByteString() };
        var good = new ReadPacketsResponse { Response = { new PacketResponse { Packet = samples, Stream = "Chassis", SubmitTime = OdpTime.ToTimestamp(5) }, new PacketResponse { Packet = marker } } };
        var marshaller = new Marshaller<ReadPacketsResponse>((_, _) => throw new NotSupportedException(), context => ReadPacketsResponse.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));
        var incoming = new IncomingMessage(new MessageLimits(1 << 24), "server");
        var decoder = new PacketDecoder(new AnyFormat());
        var decoded = 0;
        new Hostile(31, good.ToByteArray()).Run(bytes =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                foreach (var response in incoming.Deserialize(new ReadOnlySequence<byte>(bytes), false, MessageEncoding.Identity, marshaller).Response)
                {
                    if (PacketResponses.ToPacket(response, "Default", OdpPacketOrigin.Stream) is { } packet)
                    {
                        var data = new List<IOdpData>();
                        decoder.Decode(packet, data);
                        decoded += data.Count;
                    }
                }
            }
            catch (RpcException error)
            {
                Assert.Equal(StatusCode.Internal, error.StatusCode);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000 + (200 * bytes.Length));
        });
        Assert.True(decoded > 1000, $"Only {decoded} decoded.");
    }
}
