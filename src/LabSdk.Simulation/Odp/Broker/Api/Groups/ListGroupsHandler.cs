namespace LabSdk.Simulation.Odp;

/// <summary>Names the groups.</summary>
internal sealed class ListGroupsHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.ListGroups;

    public (short Lowest, short Highest) Versions => (0, 2);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        var groups = state.Groups.All.Select(group => group.Snapshot()).ToArray();
        answer.Error(request.Injected);
        answer.Count(groups.Length);
        foreach (var group in groups)
        {
            answer.String(group.Name);
            answer.String(group.ProtocolType);
        }

        return ValueTask.CompletedTask;
    }
}
