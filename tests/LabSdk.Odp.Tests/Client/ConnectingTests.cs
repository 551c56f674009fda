using LabSdk.Odp.Client;
using LabSdk.Odp.Settings;

namespace LabSdk.Odp.Tests.Client;

/// <summary>Addresses, options and brokers that do not answer.</summary>
public class ConnectingTests
{
    private const string Canary = "c4nary-s3cret";

    [Theory]
    [InlineData("odp://a", "a:9092")]
    [InlineData("odp://a:1,b:2", "a:1,b:2")]
    [InlineData("a:1", "a:1")]
    [InlineData("odp://[::1]", "[::1]:9092")]
    [InlineData("odp://[::1]:7,b", "[::1]:7,b:9092")]
    public void Address_names_brokers(string address, string servers) => Assert.Equal(servers, OdpAddress.Parse(address, new OdpOptions()).Servers);

    [Fact]
    public void Address_sets_options()
    {
        var options = OdpAddress.Parse("odp://a?domain=dev&strategy=partition&generation=legacy&source=Rig&connectTimeout=3s", new OdpOptions()).Options;

        Assert.Equal(("dev", StreamCreationStrategy.PartitionBased, OdpGeneration.Legacy, "Rig", 3), (options.Domain, options.Strategy, options.Generation!.Value, options.DataSource, options.ConnectTimeout.TotalSeconds));
        Assert.Null(OdpAddress.Parse("odp://a?generation=auto", new OdpOptions()).Options.Generation);
    }

    [Theory]
    [InlineData("odp://user:c4nary-s3cret@a:1")]
    [InlineData("odp://a/b")]
    [InlineData("odp://")]
    [InlineData("cxl:mem0")]
    [InlineData("odp://a?nonsense=1")]
    [InlineData("odp://a?strategy=sideways")]
    public void Wrong_address_is_refused(string address)
    {
        var error = Assert.ThrowsAny<LabConfigurationException>(() => OdpAddress.Parse(address, new OdpOptions()));
        Assert.DoesNotContain(Canary, error.ToString());
    }

    [Fact]
    public async Task Broker_that_does_not_answer_is_named_after_the_timeout()
    {
        var error = await Assert.ThrowsAsync<KafkaTransportException>(() => OdpClient.ConnectAsync("odp://127.0.0.1:1", new OdpOptions { ConnectTimeout = TimeSpan.FromSeconds(2) }).WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.Equal(OdpErrorKind.BrokerUnreachable, error.Kind);
        Assert.Contains("127.0.0.1:1", error.Message);
        Assert.Contains("labsdk sim odp", error.Hint);
    }

    [Fact]
    public async Task Connecting_is_given_up_when_asked_to()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OdpClient.ConnectAsync("odp://127.0.0.1:1", null, stop.Token).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Options_out_of_range_are_named_together()
    {
        var error = Assert.Throws<OdpConfigurationException>(() => new OdpOptions { ConnectTimeout = TimeSpan.Zero, EndGrace = TimeSpan.FromSeconds(-1) }.Check());
        Assert.Contains("ConnectTimeout", error.Message);
        Assert.Contains("EndGrace", error.Message);
    }

    [Fact]
    public void Settings_of_files_security_and_user_are_put_together_in_this_order()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "pub.json"), """{ "linger.ms": "7", "batch.size": 100, "bootstrap.servers": "evil:1" }""");
            File.WriteAllText(Path.Combine(folder.FullName, "con.json"), """{ "fetch.min.bytes": "5", "group.id": "no" }""");
            File.WriteAllText(Path.Combine(folder.FullName, "white.json"), """{ "Publish": [{ "Pattern": "linger*", "Allow": true }] }""");
            var options = new OdpOptions
            {
                PublisherSettingsFile = Path.Combine(folder.FullName, "pub"),
                ConsumerSettingsFile = Path.Combine(folder.FullName, "con.json"),
                WhitelistFile = Path.Combine(folder.FullName, "white"),
                Security = new KafkaSecurity { SaslUsername = "me", SaslPassword = Canary },
                KafkaSettings = new Dictionary<string, string> { ["client.id"] = "x" },
                ProducerSettings = new Dictionary<string, string> { ["acks"] = "1" },
            };

            var settings = TransportSettings.Of("a:1", options, OdpGeneration.V21);

            Assert.Equal(("7", "4194304", "1"), (settings.Producer["linger.ms"], settings.Producer["batch.size"], settings.Producer["acks"]));
            Assert.DoesNotContain("bootstrap.servers", settings.Producer.Keys);
            Assert.Equal("5", settings.Consumer["fetch.min.bytes"]);
            Assert.DoesNotContain("group.id", settings.Consumer.Keys);
            Assert.Equal((Canary, "x"), (HiddenSettings.Reveal(settings.Common)["sasl.password"], settings.Common["client.id"]));
            Assert.DoesNotContain(Canary, settings.ToString());
            Assert.DoesNotContain(Canary, options.ToString());
            Assert.Single(TransportSettings.Of("a:1", new OdpOptions { PublisherSettingsFile = "not-there" }, OdpGeneration.Legacy).Common);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Configuration_file_of_the_platform_is_understood()
    {
        const string json = """
            {
              "StreamApiConfig": {
                "StreamCreationStrategy": 1, "BrokerUrl": "a:1,b:2", "Domain": "dev", "InitialisationTimeoutSeconds": 30,
                "PartitionMappings": [ { "Stream": "Chassis", "Partition": 1 }, { "stream": "Engine", "partition": "2" } ],
                "Security": { "SaslUsername": "me", "SaslPassword": "from the file", "Protocol": "SaslSsl" }
              }
            }
            """;

        var options = OdpOptionsFile.Parse(json, name => name == "StreamApiConfig__Security__SaslPassword" ? Canary : null, out var servers);

        Assert.Equal(("a:1,b:2", "dev", StreamCreationStrategy.PartitionBased, 30), (servers, options.Domain, options.Strategy, options.InitialisationTimeout.TotalSeconds));
        Assert.Equal([new("Chassis", 1), new("Engine", 2)], options.PartitionMappings);
        Assert.Equal((Canary, KafkaProtocol.SaslSsl), (options.Security!.SaslPassword!.Reveal(), options.Security.Protocol));
        Assert.DoesNotContain(Canary, options.ToString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ \"StreamCreationStrategy\": \"Sideways\" }")]
    [InlineData("{ \"PartitionMappings\": [ 7 ] }")]
    [InlineData("{ \"PartitionMappings\": [ { \"Stream\": \"a\", \"Partition\": \"x\" } ] }")]
    [InlineData("{")]
    public void Wrong_configuration_file_is_refused(string json)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            Assert.Equal(OdpErrorKind.InvalidSettings, Assert.Throws<OdpConfigurationException>(() => OdpOptions.FromFile(file, out _)).Kind);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Several_domains_on_one_broker_have_to_be_told_apart()
    {
        var broker = new InMemoryBroker();
        broker.Create("dev.Sys.SessionInfo", 1);
        broker.Create("live.Sys.SessionInfo", 1);

        var error = await Assert.ThrowsAsync<OdpConfigurationException>(() => OdpClient.ConnectAsync(broker.Connect()));
        await using var client = await OdpClient.ConnectAsync(broker.Connect(), new OdpOptions { Domain = "live" });

        Assert.Contains("dev, live", error.Message);
        Assert.Equal("live", client.Domain);
    }
}
