using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using LabSdk.Odp.Client;
using LabSdk.Odp.Tests.Client;

namespace LabSdk.Odp.Tests.Settings;

/// <summary>Passwords go to the Kafka client and nowhere else, wherever they were given.</summary>
public sealed class SecretTests
{
    private const string Canary = "canary-5e17c0";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new NoClock() } };

    [Fact]
    public async Task Passwords_are_in_nothing_that_a_user_can_look_at()
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-odp-secret-");
        try
        {
            var options = await AllWaysAsync(folder);
            var transport = TransportSettings.Of("127.0.0.1:1", options, OdpGeneration.V21);
            Assert.Equal(Canary + "1", LabSdk.Odp.Settings.HiddenSettings.Reveal(transport.Common)["sasl.password"]);
            var seen = new StringBuilder();
            See(options, seen);
            See(transport, seen);

            // A client over some broker, and what it hands out.
            var broker = new InMemoryBroker();
            await using (var memory = broker.Connect())
            await using (var client = await OdpClient.ConnectAsync(memory, options))
            {
                See(client, seen);
                await using var reader = await client.OpenReaderAsync(new OdpReadOptions());
                See(reader, seen);
                See(Record.Exception(() => client.Sessions.Get("nobody"))!, seen);
            }

            // A broker that is not there, with all that is told meanwhile; and settings that librdkafka refuses, with their values.
            See(await Record.ExceptionAsync(() => OdpClient.ConnectAsync("odp://127.0.0.1:1", options with { ConnectTimeout = TimeSpan.FromMilliseconds(300) })), seen);
            foreach (var wrong in (string[])["ssl.key.password.wrong", "sasl.oauthbearer.config", "no.such.password"])
            {
                var settings = new Dictionary<string, string> { [wrong] = Canary, ["sasl.password"] = Canary };
                See(await Record.ExceptionAsync(() => OdpClient.ConnectAsync("odp://127.0.0.1:1", options with { KafkaSettings = settings, ConnectTimeout = TimeSpan.FromMilliseconds(300) })), seen);
            }

            // Files that cannot be read as what they should be.
            var broken = Path.Combine(folder.FullName, "broken.json");
            await File.WriteAllTextAsync(broken, $$"""{ "sasl.password": "{{Canary}}", """);
            See(Record.Exception(() => OdpOptions.FromFile(broken, out _)), seen);
            See(await Record.ExceptionAsync(() => OdpClient.ConnectAsync("odp://127.0.0.1:1", options with { PublisherSettingsFile = broken })), seen);
            See(await Record.ExceptionAsync(() => OdpClient.ConnectAsync($"odp://user:{Canary}@127.0.0.1:1")), seen);
            See(await Record.ExceptionAsync(() => OdpStreamClient.ConnectAsync($"odp+grpc://user:{Canary}@127.0.0.1:1")), seen);

            Assert.True(seen.Length > 10_000, "Nothing was looked at.");
            var found = seen.ToString().IndexOf(Canary, StringComparison.Ordinal);
            Assert.True(found < 0, found < 0 ? "" : seen.ToString(Math.Max(found - 300, 0), 300));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Settings_show_everything_but_secrets()
    {
        var options = new OdpOptions { KafkaSettings = new Dictionary<string, string> { ["sasl.password"] = Canary, ["linger.ms"] = "5" } };
        Assert.Equal(("5", Secret.Mask, 2), (options.KafkaSettings["linger.ms"], options.KafkaSettings["sasl.password"], options.KafkaSettings.Count));
        Assert.True(options.KafkaSettings.TryGetValue("sasl.password", out var shown));
        Assert.Equal(Secret.Mask, shown);

        // Handed from one to the other, they stay what they are.
        var copy = new OdpOptions { KafkaSettings = options.KafkaSettings };
        Assert.Equal(Canary, LabSdk.Odp.Settings.HiddenSettings.Reveal(copy.KafkaSettings)["sasl.password"]);
    }

    // In the options, in the platform's file, in the environment, and in the files of settings.
    private static async Task<OdpOptions> AllWaysAsync(DirectoryInfo folder)
    {
        var publisher = Path.Combine(folder.FullName, "publisher.json");
        await File.WriteAllTextAsync(publisher, JsonSerializer.Serialize(new Dictionary<string, string> { ["ssl.keystore.password"] = Canary + "3", ["linger.ms"] = "7" }));
        var platform = $$"""{ "BrokerUrl": "a:1", "Security": { "SaslUsername": "me", "SaslPassword": "not this", "SslKeyPassword": "{{Canary}}2", "SslCaLocation": "ca.pem", "Mechanism": "ScramSha256", "Protocol": "SaslSsl" } }""";
        var options = OdpOptionsFile.Parse(platform, name => name == "StreamApiConfig__Security__SaslPassword" ? Canary + "1" : null, out _);
        return options with
        {
            PublisherSettingsFile = publisher,
            KafkaSettings = new Dictionary<string, string> { ["sasl.jaas.config"] = Canary + "4" },
            ConsumerSettings = new Dictionary<string, string> { ["ssl.keystore.password"] = Canary + "5" },
            ProducerSettings = new Dictionary<string, string> { ["ssl.key.pem"] = Canary + "6" },
        };
    }

    // Text, JSON, what a debugger shows in its first line, and all of this for what public properties lead to.
    private static void See(object? thing, StringBuilder seen) => See(thing, seen, 0, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void See(object? thing, StringBuilder seen, int depth, HashSet<object> known)
    {
        Assert.True(thing is not null || depth > 0, "It did not fail.");
        if (thing is null || depth > 5 || !known.Add(thing))
        {
            return;
        }

        seen.AppendLine(thing.ToString());
        if (thing is OdpOptions or KafkaTransportOptions or KafkaSecurity)
        {
            seen.AppendLine(JsonSerializer.Serialize(thing, thing.GetType(), Json));
        }

        if (thing.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is { } display)
        {
            seen.AppendLine(display.Value);
        }

        if (thing is IEnumerable items and not string)
        {
            foreach (var item in items.Cast<object>().Take(100))
            {
                See(item, seen, depth + 1, known);
            }
        }

        if (thing.GetType().Namespace?.StartsWith("LabSdk", StringComparison.Ordinal) != true && thing is not (Exception or IEnumerable))
        {
            return;
        }

        foreach (var property in thing.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike))
        {
            object? value = null;
            try
            {
                value = property.GetValue(thing);
            }
            catch (TargetInvocationException error)
            {
                seen.AppendLine(error.InnerException!.ToString());
            }

            See(value, seen, depth + 1, known);
        }
    }

    private sealed class NoClock : System.Text.Json.Serialization.JsonConverter<TimeProvider>
    {
        public override TimeProvider Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeProvider.System;

        public override void Write(Utf8JsonWriter writer, TimeProvider value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
