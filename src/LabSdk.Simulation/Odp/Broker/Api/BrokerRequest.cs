namespace LabSdk.Simulation.Odp;

/// <summary>One request. Its bytes are valid until it is answered, and are the handler's to change.</summary>
internal sealed class BrokerRequest
{
    public required KafkaApi Api { get; init; }

    public required short Version { get; init; }

    public required int CorrelationId { get; init; }

    public required string ClientId { get; init; }

    public required string ClientHost { get; init; }

    public required Memory<byte> Body { get; init; }

    /// <summary>True for versions with compact texts and tagged fields.</summary>
    public required bool IsFlexible { get; init; }

    /// <summary>The error to answer with instead of doing something, or <see cref="KafkaErrorCode.None"/>.</summary>
    public KafkaErrorCode Injected { get; set; }

    /// <summary>False when the client wants no answer.</summary>
    public bool HasAnswer { get; set; } = true;

    /// <summary>Cancelled when the connection or the broker ends.</summary>
    public CancellationToken Ended { get; init; }

    public KafkaReader Read() => new(Body.Span, IsFlexible);
}
