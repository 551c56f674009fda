using LabSdk.Display;
using LabSdk.Odp;

namespace LabSdk.Tests.Safety;

/// <summary>Passwords of a broker are in no view.</summary>
public class TelemetrySecretTests
{
    private const string Canary = "canary-91b2ce";

    [Fact]
    public async Task Passwords_of_a_broker_are_in_no_view()
    {
        var secrets = new Dictionary<string, string> { ["sasl.password"] = Canary, ["ssl.key.pem"] = Canary, ["linger.ms"] = "5" };
        var options = new OdpOptions
        {
            Security = new KafkaSecurity { SaslUsername = "me", SaslPassword = Canary, SslKeyPassword = Canary },
            KafkaSettings = secrets,
            ProducerSettings = secrets,
            ConsumerSettings = secrets,
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
        };
        var transport = new KafkaTransportOptions { Servers = "a:1", Common = secrets, Producer = secrets, Consumer = secrets };
        var broker = new InMemoryBroker();
        await using var memory = broker.Connect();
        await using var client = await OdpClient.ConnectAsync(memory, options);
        var error = await Record.ExceptionAsync(() => OdpClient.ConnectAsync("odp://127.0.0.1:1", options));
        foreach (var thing in (object[])[options, options.Security, options.KafkaSettings, transport, transport.Common, client, error!])
        {
            var bundle = Views.ToMimeBundle(thing);
            Assert.DoesNotContain(Canary, bundle.Html + bundle.PlainText + thing, StringComparison.Ordinal);
        }
    }
}
