namespace LabSdk.Simulation.Odp;

/// <summary>Tells which versions are spoken. A newer question than we know gets the oldest form of answer, so that its client can ask again.</summary>
internal sealed class ApiVersionsHandler(ApiTable table) : IApiHandler
{
    public KafkaApi Api => KafkaApi.ApiVersions;

    public (short Lowest, short Highest) Versions => (0, 3);

    public short FlexibleFrom => 3;

    public ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer)
    {
        var isKnown = request.Version <= Versions.Highest;
        answer.Error(isKnown ? request.Injected : KafkaErrorCode.UnsupportedVersion);
        var handlers = isKnown ? table.All : [this];
        answer.Count(handlers.Count);
        foreach (var handler in handlers)
        {
            answer.Int16((short)handler.Api);
            answer.Int16(handler.Versions.Lowest);
            answer.Int16(handler.Versions.Highest);
            answer.Tags();
        }

        if (isKnown && request.Version >= 1)
        {
            answer.Int32(0);
        }

        answer.Tags();
        return ValueTask.CompletedTask;
    }
}
