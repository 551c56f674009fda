using System.Text;
using Google.Protobuf;
using Grpc.Core;
using LabSdk.Odp;
using LabSdk.Odp.Topics;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Simulation.Odp;

/// <summary>PacketWriterService.</summary>
internal sealed class WriterCalls(StreamApiState state) : PacketWriterService.PacketWriterServiceBase
{
    private OdpClient Client => state.Client;

    public override Task<WriteDataPacketResponse> WriteDataPacket(WriteDataPacketRequest request, ServerCallContext context) => StreamApiState.AnswerAsync(async () =>
    {
        var delivery = new DeliveryWatch(state.Meters);
        await PublishAsync(request.Detail, delivery, context.CancellationToken).ConfigureAwait(false);
        await EndAsync(delivery, context.CancellationToken).ConfigureAwait(false);
        return new WriteDataPacketResponse();
    });

    public override Task<WriteDataPacketsResponse> WriteDataPackets(IAsyncStreamReader<WriteDataPacketsRequest> requestStream, ServerCallContext context) => StreamApiState.AnswerAsync(async () =>
    {
        var delivery = new DeliveryWatch(state.Meters);
        while (await requestStream.MoveNext(context.CancellationToken).ConfigureAwait(false))
        {
            foreach (var detail in requestStream.Current.Details)
            {
                await PublishAsync(detail, delivery, context.CancellationToken).ConfigureAwait(false);
            }
        }

        await EndAsync(delivery, context.CancellationToken).ConfigureAwait(false);
        return new WriteDataPacketsResponse();
    });

    public override Task<WriteInfoPacketResponse> WriteInfoPacket(WriteInfoPacketRequest request, ServerCallContext context) => StreamApiState.AnswerAsync(async () =>
    {
        await PublishInfoAsync(request.Message, request.Type, context.CancellationToken).ConfigureAwait(false);
        return new WriteInfoPacketResponse();
    });

    public override Task<WriteInfoPacketsResponse> WriteInfoPackets(IAsyncStreamReader<WriteInfoPacketsRequest> requestStream, ServerCallContext context) => StreamApiState.AnswerAsync(async () =>
    {
        while (await requestStream.MoveNext(context.CancellationToken).ConfigureAwait(false))
        {
            await PublishInfoAsync(requestStream.Current.Message, requestStream.Current.Type, context.CancellationToken).ConfigureAwait(false);
        }

        return new WriteInfoPacketsResponse();
    });

    // The essentials first, then the stream: both copies carry the same bytes and key.
    private async Task PublishAsync(DataPacketDetails? detail, DeliveryWatch delivery, CancellationToken cancellationToken)
    {
        if (detail?.Message is not { } packet)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request has no packet in it."));
        }

        await state.EnsureTopicsAsync(detail.DataSource, detail.Stream, cancellationToken).ConfigureAwait(false);
        state.Meters.DataPublished.Add();
        var (key, value) = (Encoding.UTF8.GetBytes(detail.SessionKey), packet.ToByteArray());
        if (packet.IsEssential)
        {
            await SendAsync(Client.Topics.Essentials(detail.DataSource), key, value, delivery, cancellationToken).ConfigureAwait(false);
        }

        await SendAsync(Client.Topics.Stream(detail.DataSource, detail.Stream), key, value, delivery, cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(TopicRoute route, byte[] key, byte[] value, DeliveryWatch delivery, CancellationToken cancellationToken)
    {
        delivery.Sent();
        try
        {
            await Client.Transport.SendAsync(new KafkaMessage(route.Topic, key, value, route.Partition), delivery.Report, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            delivery.NeverSent();
            throw;
        }

        state.Meters.DataRouted.Add();
        state.Meters.DataRoutedBytes.Add(value.Length);
    }

    private Task EndAsync(DeliveryWatch delivery, CancellationToken cancellationToken) =>
        state.Options.WaitForDelivery ? delivery.CompleteAsync(cancellationToken) : Task.CompletedTask;

    private async Task PublishInfoAsync(Packet? packet, InfoType type, CancellationToken cancellationToken)
    {
        if (packet is null)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The request has no packet in it."));
        }

        state.Meters.InfoPublished.Add();
        var route = type == InfoType.SystemStatus ? Client.Topics.SystemStatus : Client.Topics.SessionInfo;
        var value = packet.ToByteArray();
        var place = await Client.Transport
            .SendAndWaitAsync(new KafkaMessage(route.Topic, Encoding.UTF8.GetBytes(packet.SessionKey), value, route.Partition), cancellationToken).ConfigureAwait(false);
        state.Meters.InfoRouted.Add();
        state.Meters.InfoRoutedBytes.Add(value.Length);
        if (type != InfoType.SystemStatus && place.Offset >= 0)
        {
            // Who asks after writing gets what was written.
            await Client.ReadsBackAsync(place, cancellationToken).ConfigureAwait(false);
        }
    }
}
