namespace LabSdk.Simulation.Odp;

/// <summary>Answers one kind of request.</summary>
internal interface IApiHandler
{
    KafkaApi Api { get; }

    /// <summary>The lowest and the highest version it speaks.</summary>
    (short Lowest, short Highest) Versions { get; }

    /// <summary>The first version with compact texts and tagged fields, if it is spoken.</summary>
    short FlexibleFrom => short.MaxValue;

    /// <summary>Carries the request out and writes the body of the answer.</summary>
    /// <exception cref="MalformedRequestException">It is no request of this kind and version.</exception>
    ValueTask HandleAsync(BrokerRequest request, KafkaWriter answer);
}
