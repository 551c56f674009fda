namespace LabSdk.Simulation.Odp;

/// <summary>All kinds of requests the broker answers.</summary>
internal sealed class ApiTable
{
    private readonly Dictionary<KafkaApi, IApiHandler> _handlers;

    public ApiTable(BrokerState state)
    {
        IApiHandler[] handlers =
        [
            new ProduceHandler(state), new FetchHandler(state), new ListOffsetsHandler(state), new MetadataHandler(state),
            new OffsetCommitHandler(state), new OffsetFetchHandler(state), new FindCoordinatorHandler(state), new JoinGroupHandler(state),
            new HeartbeatHandler(state), new LeaveGroupHandler(state), new SyncGroupHandler(state), new DescribeGroupsHandler(state),
            new ListGroupsHandler(state), new ApiVersionsHandler(this), new CreateTopicsHandler(state), new DeleteTopicsHandler(state),
            new DeleteRecordsHandler(state), new InitProducerIdHandler(state), new DescribeConfigsHandler(state), new CreatePartitionsHandler(state),
        ];
        _handlers = handlers.ToDictionary(handler => handler.Api);
    }

    public IReadOnlyCollection<IApiHandler> All => _handlers.Values;

    public IApiHandler? Find(KafkaApi api) => _handlers.GetValueOrDefault(api);
}
