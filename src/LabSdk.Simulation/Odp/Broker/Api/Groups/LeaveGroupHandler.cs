namespace LabSdk.Simulation.Odp;

/// <summary>Takes a member out of its group.</summary>
internal sealed class LeaveGroupHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.LeaveGroup;

    public (short Lowest, short Highest) Versions => (0, 2);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var (group, member) = (reader.String(), reader.String());
        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        answer.Error(request.Injected != KafkaErrorCode.None ? request.Injected : state.Groups.Find(group)?.Leave(member) ?? KafkaErrorCode.UnknownMemberId);
        return ValueTask.CompletedTask;
    }
}
