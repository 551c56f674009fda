namespace LabSdk.Simulation.Odp;

/// <summary>Removes topics, their records, and the positions of groups in them.</summary>
internal sealed class DeleteTopicsHandler(BrokerState state) : IApiHandler
{
    public KafkaApi Api => KafkaApi.DeleteTopics;

    public (short Lowest, short Highest) Versions => (0, 3);

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
            answer.String(name);
            answer.Error(request.Injected != KafkaErrorCode.None ? request.Injected : Delete(name));
        }

        return ValueTask.CompletedTask;
    }

    private KafkaErrorCode Delete(string name)
    {
        try
        {
            var error = state.Topics.Delete(name);
            if (error == KafkaErrorCode.None)
            {
                state.Groups.Forget(name);
            }

            return error;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return KafkaErrorCode.KafkaStorageError;
        }
    }
}
