namespace LabSdk.Simulation.Odp;

/// <summary>Keeps a member in its group, and tells it when the group divides its partitions anew.</summary>
internal sealed class HeartbeatHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.Heartbeat;

    public (short Lowest, short Highest) Versions => (0, 3);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var (group, generation, member) = (reader.String(), reader.Int32(), reader.String());
        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        answer.Error(request.Injected != KafkaErrorCode.None ? request.Injected
            : state.Groups.Find(group)?.Heartbeat(member, generation) ?? KafkaErrorCode.UnknownMemberId);
        return ValueTask.CompletedTask;
    }
}
