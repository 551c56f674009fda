namespace LabSdk.Odp;

/// <summary>A broker is not reached, refuses something, or did not store a record.</summary>
public sealed class KafkaTransportException : LabConnectionException, IOdpError
{
    internal KafkaTransportException(OdpErrorKind kind, string message, string? hint = null, bool isTransient = true, Exception? innerException = null)
        : base(IdOf(kind), message, hint, isTransient, innerException) => Kind = kind;

    /// <inheritdoc/>
    public OdpErrorKind Kind { get; }

    /// <summary>Kafka's error code, negative for those of the client library; null when it is not about one.</summary>
    public int? KafkaCode { get; init; }

    /// <summary>The name of the code, for example <c>MsgSizeTooLarge</c>, or null.</summary>
    public string? KafkaName { get; init; }

    private static string IdOf(OdpErrorKind kind) => kind switch
    {
        OdpErrorKind.BrokerUnreachable => OdpErrorIds.BrokerUnreachable,
        OdpErrorKind.BrokerRefused => OdpErrorIds.BrokerRefused,
        OdpErrorKind.NotDelivered => OdpErrorIds.NotDelivered,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only errors of the broker."),
    };
}
