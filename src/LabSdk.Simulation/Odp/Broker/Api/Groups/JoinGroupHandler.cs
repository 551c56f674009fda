namespace LabSdk.Simulation.Odp;

/// <summary>Takes a client into a group; the answer waits until all members have come.</summary>
internal sealed class JoinGroupHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.JoinGroup;

    public (short Lowest, short Highest) Versions => (0, 5);

    public async ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var question = Read(request);
        var result = request.Injected != KafkaErrorCode.None ? JoinAnswer.Failed(request.Injected, question.MemberId)
            : state.Groups.Open(question.Group) is { } group ? await group.JoinAsync(question).WaitAsync(request.Ended).ConfigureAwait(false)
            : JoinAnswer.Failed(KafkaErrorCode.InvalidGroupId, question.MemberId);
        if (request.Version >= 2)
        {
            answer.Int32(0);
        }

        answer.Error(result.Error);
        answer.Int32(result.Generation);
        answer.String(result.Protocol);
        answer.String(result.Leader);
        answer.String(result.MemberId);
        answer.Count(result.Members.Count);
        foreach (var (id, instance, metadata) in result.Members)
        {
            answer.String(id);
            if (request.Version >= 5)
            {
                answer.String(instance);
            }

            answer.Bytes(metadata);
        }
    }

    private static JoinQuestion Read(BrokerRequest request)
    {
        var reader = request.Read();
        var version = request.Version;
        var group = reader.String();
        var session = TimeSpan.FromMilliseconds(reader.Int32());
        var rebalance = version >= 1 ? TimeSpan.FromMilliseconds(Math.Max(0, reader.Int32())) : session;
        var member = reader.String();
        var instance = version >= 5 ? reader.NullableString() : null;
        var type = reader.String();
        List<(string, byte[])> protocols = [];
        for (var left = reader.Count(); left > 0; left--)
        {
            var name = reader.String();
            protocols.Add((name, reader.Bytes()));
        }

        return new JoinQuestion(group, member, instance, type, session, rebalance, protocols, request.ClientId, request.ClientHost, MustKnowId: version >= 4);
    }
}
