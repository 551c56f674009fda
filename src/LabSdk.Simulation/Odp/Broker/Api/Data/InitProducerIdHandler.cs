namespace LabSdk.Simulation.Odp;

/// <summary>Gives producers numbers, by which repeats are recognised. There are no transactions.</summary>
internal sealed class InitProducerIdHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.InitProducerId;

    public (short Lowest, short Highest) Versions => (0, 4);

    public short FlexibleFrom => 2;

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var reader = request.Read();
        var error = request.Injected != KafkaErrorCode.None ? request.Injected
            : reader.NullableString() is not null ? KafkaErrorCode.InvalidRequest
            : KafkaErrorCode.None;
        var isGiven = error == KafkaErrorCode.None;
        answer.Int32(0);
        answer.Error(error);
        answer.Int64(isGiven ? state.NextProducerId() : -1);
        answer.Int16(isGiven ? (short)0 : (short)-1);
        answer.Tags();
        return ValueTask.CompletedTask;
    }
}
