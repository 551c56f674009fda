using LabSdk.Odp.Topics;

namespace LabSdk.Odp.Tests.Topics;

public class TopicLayoutTests
{
    private static readonly string[] V21Topics =
        ["Data.Default", "Data.Default.Stream1", "Data.Chassis", "Data.Other", "Data.Third", "Data.Third.X", "Essential.Default", "Essential.Other", "Sys.SessionInfo", "P.Data.Default.Y"];

    [Fact]
    public void V21_lists_streams_of_both_documented_forms_and_no_main_topics()
    {
        var streams = TopicListing.Streams(new TopicLayout(), "Default", V21Topics);
        Assert.Equal(["Chassis", "Stream1"], streams.Keys);
        Assert.Equal("Data.Chassis", streams["Chassis"].Topic);
        Assert.Equal("Data.Default.Stream1", streams["Stream1"].Topic);
        Assert.Equal(["Default", "Other"], TopicListing.Sources(new TopicLayout(), V21Topics));
        Assert.Equal(["Y"], TopicListing.Streams(new TopicLayout(domain: "P"), "Default", V21Topics).Keys);
    }

    [Fact]
    public void Stream_that_is_listed_is_read_where_it_is()
    {
        var known = TopicListing.Streams(new TopicLayout(), "Default", V21Topics);
        var plan = ReadPlan.Create(new TopicLayout(), "Default", [new TopicOffset("Data.Chassis", 0, 7)], null, known);
        Assert.Equal([new("Data.Default", 0, 0), new("Data.Chassis", 0, 7), new("Data.Default.Stream1", 0, 0)], plan.Starts);
        Assert.Equal(["", "Chassis", "Stream1"], plan.Streams);
    }

    [Fact]
    public void Offsets_of_a_session_leave_out_topics_that_may_be_another_source()
    {
        var watermarks = new Dictionary<string, long> { ["Data.D:0"] = 3, ["Data.D2:0"] = 9, ["Data.D.S:0"] = 5 };
        Assert.Equal(["Data.D.S:0", "Data.D:0", "Essential.D:0"], SessionOffsets.Gather(new TopicLayout(), "D", watermarks).Keys);
    }

    [Fact]
    public void Pattern_of_stream_topics_can_be_changed()
    {
        var layout = new TopicLayout(domain: "P", streamPattern: "{prefix}Data.{stream}");
        Assert.Equal("P.Data.Stream1", layout.Stream("Default", "Stream1").Topic);
        Assert.Equal(OdpErrorKind.InvalidName, Assert.Throws<OdpConfigurationException>(() => new TopicLayout(streamPattern: "Data")).Kind);
    }

    [Fact]
    public void Name_of_a_source_is_not_taken_for_an_expression()
    {
        var layout = new TopicLayout(OdpGeneration.Legacy);
        Assert.Equal(["s"], TopicListing.Streams(layout, "a.b", ["a.b.s", "axb.t", "a.b"]).Keys);
    }

    [Fact]
    public void Excluded_streams_win_and_streams_without_a_partition_are_reported()
    {
        var layout = new TopicLayout(OdpGeneration.Legacy, StreamCreationStrategy.PartitionBased, mappings: [new("A", 1), new("B", 2)]);
        var plan = ReadPlan.Create(layout, "D", [new("D", 2, 9), new("D", 0, 3)], ["B", "X", "A"], excluded: ["A"]);
        Assert.Equal([new("D", 0, 3), new("D", 2, 9)], plan.Starts);
        Assert.Equal(["X"], plan.Unmapped);
    }

    [Fact]
    public void Negative_offset_of_a_session_packet_means_the_begin() =>
        Assert.Equal(0, ReadPlan.Create(new TopicLayout(), "D", [new("Data.D", 0, -5)]).Starts[0].Offset);

    [Theory]
    [InlineData("Car 1", "")]
    [InlineData("", "")]
    [InlineData("Rig/Left", "")]
    [InlineData("Rig", "a b")]
    [InlineData("Rig", "a.b")]
    [InlineData("Räder", "")]
    public void Names_that_make_no_topic_are_refused(string source, string stream)
    {
        var error = Assert.Throws<OdpConfigurationException>(() => new TopicLayout().CheckNames(source, stream));
        Assert.Equal((OdpErrorKind.InvalidName, OdpErrorIds.InvalidName), (error.Kind, error.ErrorId));
    }

    [Fact]
    public void Long_reserved_and_usable_names()
    {
        var layout = new TopicLayout();
        layout.CheckNames("Rig_1-a.b", "Chassis", "");
        layout.CheckNames("SessionInfo");
        Assert.Throws<OdpConfigurationException>(() => layout.CheckNames(new string('x', 240)));
        Assert.Throws<OdpConfigurationException>(() => layout.CheckNames("D", new string('x', 244)));
        var legacy = new TopicLayout(OdpGeneration.Legacy);
        Assert.Throws<OdpConfigurationException>(() => legacy.CheckNames("SessionInfo"));
        Assert.Throws<OdpConfigurationException>(() => legacy.CheckNames("Car_essential"));
        var mapped = new TopicLayout(strategy: StreamCreationStrategy.PartitionBased, mappings: [new("A", 1)]);
        Assert.Equal(OdpErrorKind.InvalidMapping, Assert.Throws<OdpConfigurationException>(() => mapped.CheckNames("D", "B")).Kind);
    }

    [Fact]
    public void Mapping_with_several_faults_names_them_all()
    {
        var error = Assert.Throws<OdpConfigurationException>(() => new TopicLayout(mappings: [new("A", 0), new("B", 1), new("B", 2), new("C", 1), new("", 3)]));
        Assert.Equal(OdpErrorKind.InvalidMapping, error.Kind);
        Assert.All(["'A' is mapped to 0", "'B' is mapped twice", "partition 1", "partition 3"], part => Assert.Contains(part, error.Message));
    }

    [Theory]
    [InlineData("Sys.SessionInfo,Data.D", OdpGeneration.V21, "", true)]
    [InlineData("Production.Sys.SessionInfo", OdpGeneration.V21, "Production", true)]
    [InlineData("a.b.Sys.SessionInfo", OdpGeneration.V21, "a.b", true)]
    [InlineData("SessionInfo,Default", OdpGeneration.Legacy, "", true)]
    [InlineData("SessionInfo,Sys.SessionInfo", OdpGeneration.V21, "", false)]
    [InlineData("", OdpGeneration.V21, "", false)]
    [InlineData("MySessionInfo,xSys.SessionInfo", OdpGeneration.V21, "", false)]
    [InlineData("A.Sys.SessionInfo,B.Sys.SessionInfo", OdpGeneration.V21, "", false)]
    public void Generation_is_found_by_the_topics(string topics, OdpGeneration generation, string domain, bool isCertain)
    {
        var found = GenerationDetector.Detect(topics.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((generation, domain, isCertain), (found.Generation, found.Domain, found.IsCertain));
    }

    [Fact]
    public void Configured_generation_and_domain_decide_where_topics_do_not()
    {
        string[] both = ["SessionInfo", "Sys.SessionInfo"];
        Assert.Equal(OdpGeneration.Legacy, GenerationDetector.Detect(both, OdpGeneration.Legacy).Generation);
        var two = GenerationDetector.Detect(["A.Sys.SessionInfo", "B.Sys.SessionInfo"], domain: "B");
        Assert.Equal(("B", true), (two.Domain, two.IsCertain));
        Assert.Equal(["A", "B"], two.Domains);
    }

    [Theory]
    [InlineData("D:3", "D", 3)]
    [InlineData("D", "D", 0)]
    [InlineData("D:", "D:", 0)]
    [InlineData("D:-1", "D:-1", 0)]
    [InlineData("a:b:2", "a:b", 2)]
    [InlineData("D:99999999999", "D:99999999999", 0)]
    public void Keys_of_offsets(string key, string topic, int partition) => Assert.Equal(new TopicOffset(topic, partition, 5), TopicOffset.Of(key, 5));

    [Fact]
    public void Hostile_topics_and_keys_break_nothing() =>
        new Hostile(1, "Data.Default.Stream1"u8.ToArray(), "Sys.SessionInfo"u8.ToArray(), "Essential.Default"u8.ToArray(), "Default:0"u8.ToArray()).Run(input =>
        {
            var text = System.Text.Encoding.Latin1.GetString(input);
            string[] topics = [text, "Data.Default", .. text.Split('.')];
            Assert.DoesNotContain(TopicListing.Streams(new TopicLayout(), "Default", topics).Keys, stream => stream.Contains('.'));
            TopicListing.Streams(new TopicLayout(OdpGeneration.Legacy), "Default", topics);
            GenerationDetector.Detect(topics);
            Assert.Equal(5, TopicOffset.Of(text, 5).Offset);
        });
}
