using Grpc.Core;
using LabSdk.Odp;
using LabSdk.Odp.Filtering;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Simulation.Odp;

/// <summary>PacketReaderService.</summary>
internal sealed class ReaderCalls(StreamApiState state) : PacketReaderService.PacketReaderServiceBase
{
    public override Task ReadPackets(ReadPacketsRequest request, IServerStreamWriter<ReadPacketsResponse> responseStream, ServerCallContext context) => RunAsync(
        request.Connection,
        context,
        (details, token) => PacketsAsync(details, _ => true, batch => responseStream.WriteAsync(new ReadPacketsResponse { Response = { batch } }), token));

    public override Task ReadDataPackets(ReadDataPacketsRequest request, IServerStreamWriter<ReadDataPacketsResponse> responseStream, ServerCallContext context) => RunAsync(
        request.Request?.Connection,
        context,
        (details, token) => PacketsAsync(
            details, Filter(request.Request!, details.DataSource), batch => responseStream.WriteAsync(new ReadDataPacketsResponse { Response = { batch } }), token));

    public override Task ReadEssentials(ReadEssentialsRequest request, IServerStreamWriter<ReadEssentialsResponse> responseStream, ServerCallContext context) => RunAsync(
        request.Connection,
        context,
        (details, token) => EssentialsAsync(details, batch => responseStream.WriteAsync(new ReadEssentialsResponse { Response = { batch } }), token));

    private async Task RunAsync(Connection? connection, ServerCallContext context, Func<ConnectionDetails, CancellationToken, Task> run) => await StreamApiState.AnswerAsync(async () =>
    {
        if (!state.Connections.TryGet(connection?.Id ?? 0, out var details))
        {
            throw new RpcException(new Status(StatusCode.NotFound, "There is no such connection: make one with NewConnection, and close it when reading has ended."));
        }

        using var lifetime = state.LifetimeOf(context);
        await run(details, lifetime.Token).ConfigureAwait(false);
        return details;
    }).ConfigureAwait(false);

    private async Task PacketsAsync(ConnectionDetails details, Func<Packet, bool> isWanted, Func<List<PacketResponse>, Task> send, CancellationToken cancellationToken)
    {
        var topics = await state.Client.TopicWatch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var reading = await ConnectionReading.OpenAsync(state, details, ConnectionPlan.Packets(state.Client.Topics, topics, details), cancellationToken).ConfigureAwait(false);
        await using var closing = reading.ConfigureAwait(false);
        await new PacketDelivery(state, reading, state.Meters.DataRead, state.Meters.DataDelivered, isWanted, send).RunAsync(null, cancellationToken).ConfigureAwait(false);
    }

    private async Task EssentialsAsync(ConnectionDetails details, Func<List<PacketResponse>, Task> send, CancellationToken cancellationToken)
    {
        var topics = await state.Client.TopicWatch.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var reading = await ConnectionReading.OpenAsync(state, details, ConnectionPlan.Essentials(state.Client.Topics, topics, details), cancellationToken).ConfigureAwait(false);
        await using var closing = reading.ConfigureAwait(false);
        await new PacketDelivery(state, reading, state.Meters.EssentialsRead, state.Meters.EssentialsDelivered, _ => true, send)
            .RunAsync(EndOfEssentialsAsync(details, reading, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // Legacy: what is there now, which may be nothing. Later: what is there when the session is complete.
    private async Task<IReadOnlyDictionary<(string Topic, int Partition), long>> EndOfEssentialsAsync(ConnectionDetails details, ConnectionReading reading, CancellationToken cancellationToken)
    {
        if (state.Client.Generation != OdpGeneration.Legacy)
        {
            await state.Client.Sessions.WaitAsync(session => session.SessionKey == details.SessionKey && session.IsComplete, cancellationToken).ConfigureAwait(false);
        }

        var ends = new Dictionary<(string Topic, int Partition), long>();
        foreach (var (topic, partition) in reading.Partitions)
        {
            ends[(topic, partition)] = (await state.Client.Transport.WatermarksAsync(topic, partition, cancellationToken).ConfigureAwait(false))?.High ?? 0;
        }

        return ends;
    }

    private Func<Packet, bool> Filter(DataPacketRequest request, string dataSource)
    {
        var filter = new PacketFilter(
            new OdpPacketFilter
            {
                IncludeParameters = [.. request.IncludeParameters],
                ExcludeParameters = [.. request.ExcludeParameters],
                IncludeEvents = [.. request.IncludeEvents],
                ExcludeEvents = [.. request.ExcludeEvents],
                IncludeMarkers = request.IncludeMarkers,
            },
            state.Client.Formats.Of(dataSource));
        return packet =>
        {
            var verdict = filter.Decide(packet.Type, packet.Content.Span);
            if (verdict == FilterVerdict.UnknownFormat)
            {
                state.Meters.UnknownFormat.Add();
            }
            else if (verdict == FilterVerdict.Malformed)
            {
                state.Meters.Malformed.Add();
            }

            return verdict == FilterVerdict.Delivered;
        };
    }
}
