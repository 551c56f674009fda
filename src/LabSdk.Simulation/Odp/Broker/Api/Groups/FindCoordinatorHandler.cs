namespace LabSdk.Simulation.Odp;

/// <summary>Names the coordinator of a group: the only broker. There is none for transactions.</summary>
internal sealed class FindCoordinatorHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.FindCoordinator;

    public (short Lowest, short Highest) Versions => (0, 2);

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        reader.String();
        var isGroup = request.Version == 0 || reader.Byte() == 0;
        var error = request.Injected != KafkaErrorCode.None ? request.Injected : isGroup ? KafkaErrorCode.None : KafkaErrorCode.InvalidRequest;
        var isFound = error == KafkaErrorCode.None;
        if (request.Version >= 1)
        {
            answer.Int32(0);
        }

        answer.Error(error);
        if (request.Version >= 1)
        {
            answer.String(isFound || !isGroup ? isFound ? null : "This is a development broker: it has no transactions." : null);
        }

        answer.Int32(isFound ? BrokerState.NodeId : -1);
        answer.String(isFound ? state.Options.EffectiveHost : "");
        answer.Int32(isFound ? state.Port : -1);
        return ValueTask.CompletedTask;
    }
}
