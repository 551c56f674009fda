using System.Globalization;

namespace LabSdk.Simulation.Tests.Odp;

/// <summary>An independent program of other authors reads and writes.</summary>
public class KcatTests
{
    [Fact]
    public async Task Lists_the_broker_and_its_topics()
    {
        await using var broker = SimulatedBroker.Start();
        broker.CreateTopic("Data.Default", 3);
        var listing = await Programs.KcatAsync(broker, "-L");
        Assert.Contains($"broker 1 at {broker.Address}", listing, StringComparison.Ordinal);
        Assert.Contains("topic \"Data.Default\" with 3 partitions", listing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("gzip")]
    [InlineData("snappy")]
    [InlineData("lz4")]
    [InlineData("zstd")]
    public async Task Lines_come_back_with_every_compression(string codec)
    {
        await using var broker = SimulatedBroker.Start();
        var lines = string.Concat(Enumerable.Range(0, 2000).Select(i => $"key{i % 7}:value {i} äöü\n"));
        await Programs.KcatAsync(broker, $"-P -t lines -z {codec} -K: -H unit=mm", lines);
        Assert.Equal(lines, await Programs.KcatAsync(broker, "-C -t lines -e -q -K:"));
        Assert.Equal("mm", await Programs.KcatAsync(broker, "-C -t lines -e -q -c 1 -f %h").ContinueWith(done => done.Result.Split('=')[1]));
        Assert.Equal(2000, broker.Topics.Single().Partitions.Sum(partition => partition.High));
        Assert.True(codec == "none" || broker.Statistics.KeptBytes < lines.Length, "It should have stayed compressed.");
    }

    [Fact]
    public async Task Offsets_from_the_end_and_by_number_are_kept()
    {
        await using var broker = SimulatedBroker.Start();
        await Programs.KcatAsync(broker, "-P -t numbers", string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")));
        Assert.Equal("97\n98\n99\n", await Programs.KcatAsync(broker, "-C -t numbers -p 0 -o -3 -e -q"));
        Assert.Equal("42\n", await Programs.KcatAsync(broker, "-C -t numbers -p 0 -o 42 -c 1 -q"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("gzip")]
    public async Task An_offset_is_found_by_time(string codec)
    {
        await using var broker = SimulatedBroker.Start();
        await Programs.KcatAsync(broker, $"-P -t timed -p 0 -z {codec}", "before\nbefore\n");
        var between = await Programs.KcatAsync(broker, "-C -t timed -p 0 -o 1 -c 1 -q -f %T");
        var later = long.Parse(between, CultureInfo.InvariantCulture) + 1;
        await Programs.KcatAsync(broker, $"-P -t timed -p 0 -z {codec}", "after\n");
        Assert.Equal("timed [0] offset 2\n", await Programs.KcatAsync(broker, $"-Q -t timed:0:{later}"));
        Assert.Equal("timed [0] offset 0\n", await Programs.KcatAsync(broker, "-Q -t timed:0:1"));
        Assert.Equal("timed [0] offset -1\n", await Programs.KcatAsync(broker, "-Q -t timed:0:99999999999999"));
        Assert.Equal("after\n", await Programs.KcatAsync(broker, $"-C -t timed -p 0 -o s@{later} -e -q"));
    }

    [Fact]
    public async Task A_group_goes_on_where_it_stopped()
    {
        await using var broker = SimulatedBroker.Start(new SimulatedBrokerOptions { DefaultPartitions = 3 });
        var lines = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i}\n"));
        await Programs.KcatAsync(broker, "-P -t grouped", lines);
        const string Read = "-G readers -q -e -X auto.offset.reset=earliest grouped";
        var first = await Programs.KcatAsync(broker, Read);
        Assert.Equal(Enumerable.Range(0, 300), Numbers(first));
        await Programs.KcatAsync(broker, "-P -t grouped", "1000\n1001\n");

        // A partition that got none of the 300 has no committed position yet: there the group begins where it is told to.
        Assert.Equal([1000, 1001], Numbers(await Programs.KcatAsync(broker, Read)));
    }

    [Fact]
    public async Task Big_records_and_idempotent_writing_pass()
    {
        await using var broker = SimulatedBroker.Start();
        var big = new string('x', 3_000_000) + "\n";
        await Programs.KcatAsync(broker, "-P -t big -p 0 -X message.max.bytes=4194304 -X enable.idempotence=true", big + big);
        var read = await Programs.KcatAsync(broker, "-C -t big -p 0 -e -q -X fetch.message.max.bytes=1000");
        Assert.Equal(big + big, read);
    }

    [Fact]
    public async Task Topics_appear_on_demand_only_where_that_is_allowed()
    {
        await using var broker = SimulatedBroker.Start(new SimulatedBrokerOptions { CreatesTopics = false });
        await Assert.ThrowsAnyAsync<Exception>(() => Programs.KcatAsync(broker, "-P -t nowhere -X message.timeout.ms=1000", "lost\n"));
        Assert.Empty(broker.Topics);
    }

    private static IEnumerable<int> Numbers(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Order();
}
