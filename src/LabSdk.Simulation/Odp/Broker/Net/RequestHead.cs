using System.Globalization;

namespace LabSdk.Simulation.Odp;

/// <summary>The head of a request: kind, version, correlation number, name of the client, and tagged fields in flexible versions.</summary>
internal static class RequestHead
{
    /// <exception cref="MalformedRequestException">It is no request, or one that the broker does not answer.</exception>
    public static (BrokerRequest Request, IApiHandler Handler) Read(Memory<byte> bytes, ApiTable apis, string host, CancellationToken ended)
    {
        var reader = new KafkaReader(bytes.Span);
        var (api, version, correlation) = ((KafkaApi)reader.Int16(), reader.Int16(), reader.Int32());
        var handler = apis.Find(api) ?? throw new MalformedRequestException(
            string.Create(CultureInfo.InvariantCulture, $"Requests of kind {(short)api} are not answered."));
        var isTooNew = version > handler.Versions.Highest;
        if (version < handler.Versions.Lowest || (isTooNew && api != KafkaApi.ApiVersions))
        {
            throw new MalformedRequestException(string.Create(
                CultureInfo.InvariantCulture,
                $"{api} in version {version} is not answered, only {handler.Versions.Lowest} to {handler.Versions.Highest}."));
        }

        var client = reader.PlainNullableString();
        var isFlexible = version >= handler.FlexibleFrom && !isTooNew;
        var start = reader.Position;
        if (isFlexible)
        {
            var tags = new KafkaReader(bytes.Span[start..], isFlexible: true);
            tags.Tags();
            start += tags.Position;
        }

        return (new BrokerRequest
        {
            Api = api,
            Version = version,
            CorrelationId = correlation,
            ClientId = client ?? "",
            ClientHost = host,
            Body = bytes[start..],
            IsFlexible = isFlexible,
            Ended = ended,
        }, handler);
    }
}
