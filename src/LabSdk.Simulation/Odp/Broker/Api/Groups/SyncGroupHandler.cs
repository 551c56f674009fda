namespace LabSdk.Simulation.Odp;

/// <summary>Takes the leader's division of the partitions, and gives each member its own.</summary>
internal sealed class SyncGroupHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.SyncGroup;

    public (short Lowest, short Highest) Versions => (0, 3);

    public async ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var (name, generation, member, assignments) = Read(request);
        var result = request.Injected != KafkaErrorCode.None ? SyncAnswer.Failed(request.Injected)
            : state.Groups.Find(name) is { } group ? await group.SyncAsync(member, generation, assignments).WaitAsync(request.Ended).ConfigureAwait(false)
            : SyncAnswer.Failed(KafkaErrorCode.UnknownMemberId);
        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        answer.Error(result.Error);
        answer.Bytes(result.Assignment);
    }

    private static (string Group, int Generation, string Member, Dictionary<string, byte[]> Assignments) Read(BrokerRequest request)
    {
        var reader = request.Read();
        var (group, generation, member) = (reader.String(), reader.Int32(), reader.String());
        if (request.Version >= 3)
        {
            reader.NullableString();
        }

        var assignments = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
        {
            var id = reader.String();
            assignments[id] = reader.Bytes();
        }

        return (group, generation, member, assignments);
    }
}
