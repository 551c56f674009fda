using LabSdk.Odp.Filtering;
using LabSdk.Odp.Wire;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Filtering;

public class FilterTests
{
    [Fact]
    public void Expression_that_is_none_is_refused()
    {
        var error = Assert.Throws<OdpConfigurationException>(() => new NameFilter(["*Chassis"], []));
        Assert.Equal((OdpErrorKind.InvalidPattern, OdpErrorIds.InvalidPattern), (error.Kind, error.ErrorId));
    }

    [Fact]
    public void Expression_that_takes_too_long_delivers_nothing_and_is_counted_once_a_name()
    {
        var filter = new NameFilter(["^(a+)+$"], [], TimeSpan.FromMilliseconds(20));
        var name = new string('a', 40) + "!";
        Assert.False(filter.Allows(name));
        Assert.False(filter.Allows(name));
        Assert.Equal(1, filter.Timeouts);
        Assert.True(filter.Allows("aaa"));
    }

    [Fact]
    public void Other_spellings_of_types_pass_like_the_written_ones()
    {
        var filter = new PacketFilter(new OdpPacketFilter { IncludeMarkers = true }, new AnyFormat());
        Assert.Equal(FilterVerdict.Delivered, filter.Decide("MarkerData", []));
        Assert.Equal(FilterVerdict.Delivered, filter.Decide("EventData", []));
        Assert.Equal(FilterVerdict.Unwanted, filter.Decide("MyOwnType", []));
        Assert.Equal(FilterVerdict.Malformed, filter.Decide(PacketTypes.Event, [0xFF]));
        Assert.Equal(FilterVerdict.Malformed, filter.Decide(PacketTypes.RowData, [0xFF]));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("Qualifying_*", "Qualifying_1", true)]
    [InlineData("Qualifying_*", "qualifying_1", false)]
    [InlineData("v*:Chassis", "vCar:Chassis", true)]
    [InlineData("v*:Chassis", "vCar:Chassis2", false)]
    [InlineData("*a*b*c", "xxaxxbxxbxc", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a**", "a", true)]
    public void Wildcards_match_the_whole_text(string pattern, string text, bool expected) => Assert.Equal(expected, WildcardPattern.IsMatch(pattern, text));

    [Fact]
    public void Wildcards_without_case_and_without_question_marks()
    {
        Assert.True(WildcardPattern.IsMatch("LINGER.*", "linger.ms", ignoreCase: true));
        Assert.False(WildcardPattern.IsMatch("a?", "ab", questionMark: false));
        Assert.True(WildcardPattern.IsMatch("a?*", "a?b", questionMark: false));
    }

    [Fact]
    public void Wildcards_agree_with_regular_expressions()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = Text(random, "ab*?");
            var text = Text(random, "ab");
            var regex = "^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$";
            Assert.Equal(System.Text.RegularExpressions.Regex.IsMatch(text, regex, System.Text.RegularExpressions.RegexOptions.Singleline), WildcardPattern.IsMatch(pattern, text));
        }
    }

    [Fact]
    public void Hostile_wildcards_end_soon() =>
        Assert.False(WildcardPattern.IsMatch(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 5_000)));

    [Fact]
    public void Hostile_packets_are_decided_or_malformed()
    {
        var good = Vectors.Read("odp", "filter.json").EnumerateArray().SelectMany(vector => vector.GetProperty("packets").EnumerateArray())
            .Select(packet => Convert.FromHexString(packet.GetProperty("content_hex").GetString()!)).ToArray();
        string[] types = [PacketTypes.PeriodicData, PacketTypes.RowData, PacketTypes.SynchroData, PacketTypes.Event, PacketTypes.Marker];
        var filter = new PacketFilter(new OdpPacketFilter { IncludeParameters = ["1"], ExcludeEvents = ["5$"] }, new AnyFormat());
        var verdicts = new HashSet<FilterVerdict>();
        var next = 0;
        new Hostile(1, good).Run(input => verdicts.Add(filter.Decide(types[next++ % types.Length], input)));
        Assert.Equal([FilterVerdict.Delivered, FilterVerdict.Unwanted, FilterVerdict.Malformed], verdicts.Order());
    }

    private static string Text(Random random, string letters) => string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => letters[random.Next(letters.Length)]));
}
