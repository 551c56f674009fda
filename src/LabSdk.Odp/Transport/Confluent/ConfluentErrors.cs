using Confluent.Kafka;

namespace LabSdk.Odp.Transport;

/// <summary>Turns errors of the client library into ours.</summary>
internal sealed class ConfluentErrors(string servers, KafkaSecrets secrets)
{
    public static bool IsUnknownPartition(ErrorCode code) =>
        code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition;

    public KafkaTransportException Of(Error error, string what)
    {
        var isUnreached = error.Code is ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve
            or ErrorCode.Local_Authentication or ErrorCode.Local_Ssl or ErrorCode.Local_BadCompression or ErrorCode.RequestTimedOut;
        return Make(
            isUnreached ? OdpErrorKind.BrokerUnreachable : OdpErrorKind.BrokerRefused, error,
            $"{what} at {servers} failed: {Text(error)}.",
            isUnreached ? "Check that the broker runs and that its advertised address works from here; 'labsdk sim odp' starts one on this computer." : null);
    }

    public KafkaTransportException NotDelivered(Error error, string topic) => Make(
        OdpErrorKind.NotDelivered, error, $"A record for topic {topic} was not stored at {servers}: {Text(error)}.",
        error.Code == ErrorCode.MsgSizeTooLarge ? "Split it, or raise message.max.bytes here and at the broker." : null);

    public string Text(Error error) => secrets.Mask($"{error.Reason} ({error.Code})");

    private KafkaTransportException Make(OdpErrorKind kind, Error error, string message, string? hint) =>
        new(kind, message, hint, isTransient: !error.IsFatal && kind != OdpErrorKind.BrokerRefused)
        {
            KafkaCode = (int)error.Code,
            KafkaName = error.Code.ToString(),
            Endpoint = servers,
        };
}
