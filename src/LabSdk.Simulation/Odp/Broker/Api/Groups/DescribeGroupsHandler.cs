namespace LabSdk.Simulation.Odp;

/// <summary>Tells the state and the members of groups.</summary>
internal sealed class DescribeGroupsHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.DescribeGroups;

    public (short Lowest, short Highest) Versions => (0, 2);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        var count = reader.Count(sizeof(short));
        answer.Count(count);
        for (; count > 0; count--)
        {
            var name = reader.String();
            var group = state.Groups.Find(name)?.Snapshot() ?? new GroupSnapshot(name, "Dead", "", "", []);
            answer.Error(request.Injected);
            answer.String(group.Name);
            answer.String(group.State);
            answer.String(group.ProtocolType);
            answer.String(group.Protocol);
            answer.Count(group.Members.Count);
            foreach (var member in group.Members)
            {
                answer.String(member.Id);
                answer.String(member.ClientId);
                answer.String(member.ClientHost);
                answer.Bytes(member.Metadata);
                answer.Bytes(member.Assignment);
            }
        }

        return ValueTask.CompletedTask;
    }
}
