using System.Text;
using System.Text.Json;
using LabSdk.Odp.Settings;

namespace LabSdk.Odp.Tests.Settings;

public class SettingsTests
{
    [Fact]
    public void Environment_wins_over_the_file_and_an_unknown_protocol_is_the_default()
    {
        var security = KafkaSecurity.Of(
            new Dictionary<string, string> { ["saslusername"] = "file", ["Protocol"] = "carrier pigeon", ["Mechanism"] = "7" },
            name => name == "StreamApiConfig__Security__SaslUsername" ? "environment" : null);
        var settings = security.ToClientSettings()!;
        Assert.Equal(("environment", "sasl_plaintext", "PLAIN"), (settings["sasl.username"], settings["security.protocol"], settings["sasl.mechanism"]));
    }

    [Fact]
    public void Passwords_are_in_the_client_settings_and_nowhere_else()
    {
        var security = KafkaSecurity.Of(new Dictionary<string, string> { ["SaslUsername"] = "u", ["SaslPassword"] = "canary-1", ["SslKeyPassword"] = "canary-2" });
        Assert.Equal(("canary-1", "canary-2"), (security.ToClientSettings()!["sasl.password"], security.ToClientSettings()!["ssl.key.password"]));
        Assert.DoesNotContain("canary", security.ToString());
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(security));
    }

    [Fact]
    public void Rules_first_match_wins_without_case_and_no_match_denies()
    {
        var whitelist = KafkaSettingsFile.ReadWhitelist("w.json", """{"publish": [{"pattern": "LINGER.?s", "allow": true}, {"Pattern": "*", "Allow": false}], "Consume": null /* note */, }""");
        Assert.True(whitelist.Allows(KafkaSide.Publish, "linger.ms"));
        Assert.False(whitelist.Allows(KafkaSide.Publish, "acks"));
        Assert.True(whitelist.Allows(KafkaSide.Consume, "anything"));
    }

    [Fact]
    public void Numbers_and_flags_are_taken_as_their_text() =>
        Assert.Equal(["20", "true", "x"], KafkaSettingsFile.ReadSettings("f", """{"linger.ms": 20, "enable.idempotence": true, "a": "x"}""").Values);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"a": {}}""")]
    [InlineData("""{"a": null}""")]
    [InlineData("""{"a": "\ud800"}""")]
    public void Files_that_are_no_settings_are_refused(string json)
    {
        var error = Assert.Throws<OdpConfigurationException>(() => KafkaSettingsFile.ReadSettings("the-file.json", json));
        Assert.Equal((OdpErrorKind.InvalidSettings, OdpErrorIds.InvalidSettings), (error.Kind, error.ErrorId));
        Assert.Contains("the-file.json", error.Message);
    }

    [Theory]
    [InlineData("""{"Publish": {}}""")]
    [InlineData("""{"Publish": [{}]}""")]
    [InlineData("""{"Publish": [{"Pattern": "*", "Allow": "yes"}]}""")]
    public void Files_that_are_no_rules_are_refused(string json) =>
        Assert.Equal(OdpErrorKind.InvalidSettings, Assert.Throws<OdpConfigurationException>(() => KafkaSettingsFile.ReadWhitelist("w", json)).Kind);

    [Fact]
    public void Defaults_acknowledge_and_keep_the_order()
    {
        Assert.All([OdpGeneration.Legacy, OdpGeneration.V21], generation =>
        {
            var producer = KafkaDefaults.Producer(generation);
            Assert.Equal(("all", "true", "zstd"), (producer["acks"], producer["enable.idempotence"], producer["compression.type"]));
            Assert.Equal("error", KafkaDefaults.Consumer(generation)["auto.offset.reset"]);
        });
        Assert.Equal(("20", "4194304"), (KafkaDefaults.Producer(OdpGeneration.V21)["linger.ms"], KafkaDefaults.Producer(OdpGeneration.V21)["message.max.bytes"]));
    }

    [Fact]
    public void Hostile_files_give_the_one_error() =>
        new Hostile(1, """{"linger.ms": "20", "a": 1}"""u8.ToArray(), """{"Publish": [{"Pattern": "a*", "Allow": true}], "Consume": []}"""u8.ToArray()).Run(input =>
        {
            var text = Encoding.Latin1.GetString(input);
            try
            {
                KafkaSettingsFile.ReadSettings("f", text);
                KafkaSettingsFile.ReadWhitelist("f", text);
            }
            catch (OdpConfigurationException error)
            {
                Assert.Equal(OdpErrorKind.InvalidSettings, error.Kind);
            }
        });
}
