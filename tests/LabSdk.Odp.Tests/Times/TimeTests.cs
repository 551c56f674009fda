using System.Text;
using Google.Protobuf.WellKnownTypes;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Times;

public class TimeTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "times.json");

    [Theory]
    [Trait("Category", "Vectors")]
    [MemberData(nameof(Cases))]
    public void Conversions_give_what_the_vector_expects(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var nanoseconds = ulong.Parse(vector.GetProperty("unix_ns").GetString()!);
        var timestamp = new Timestamp { Seconds = long.Parse(vector.GetProperty("timestamp").GetProperty("seconds").GetString()!), Nanos = vector.GetProperty("timestamp").GetProperty("nanos").GetInt32() };
        Assert.Equal(vector.GetProperty("utc").GetString(), OdpTime.ToText(nanoseconds));
        Assert.True(OdpTime.TryParse(vector.GetProperty("utc").GetString(), out var parsed));
        Assert.Equal(nanoseconds, parsed);
        Assert.Equal(timestamp, OdpTime.ToTimestamp(nanoseconds));
        Assert.Equal(nanoseconds, OdpTime.FromTimestamp(timestamp));
        Assert.Equal(vector.GetProperty("ns_of_day").GetString(), OdpTime.NanosecondsOfDay(nanoseconds).ToString());
        Assert.Equal(vector.GetProperty("dotnet_ticks").GetString(), OdpTime.ToDateTimeOffset(nanoseconds).UtcTicks.ToString());
    }

    [Fact]
    public void Only_what_is_below_a_tick_is_lost_on_the_way_through_a_DateTimeOffset()
    {
        foreach (var nanoseconds in new ulong[] { 0, 1_700_000_000_123_456_789, ulong.MaxValue })
        {
            Assert.Equal(nanoseconds / 100 * 100, OdpTime.FromDateTimeOffset(OdpTime.ToDateTimeOffset(nanoseconds)));
            Assert.True(OdpTime.TryParse(OdpTime.ToText(nanoseconds), out var parsed));
            Assert.Equal(nanoseconds, parsed);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => OdpTime.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => OdpTime.FromDateTimeOffset(DateTimeOffset.MaxValue));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 1_000_000_000)]
    public void Times_that_do_not_fit_are_none(long seconds, int nanos) => Assert.Null(OdpTime.FromTimestamp(new Timestamp { Seconds = seconds, Nanos = nanos }));

    [Theory]
    [InlineData(-7200, 0, -7200.0)]
    [InlineData(1, 500_000_000, 1.5)]
    public void Offsets_are_spans(long seconds, int nanos, double expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), OdpTime.FromDuration(new Duration { Seconds = seconds, Nanos = nanos }));

    [Fact]
    public void Offsets_that_no_zone_has_are_none()
    {
        Assert.Null(OdpTime.FromDuration(new Duration { Seconds = long.MinValue }));
        Assert.Null(OdpTime.FromDuration(null));
    }

    [Fact]
    public void Hostile_texts_are_times_or_not() => new Hostile(1, "2023-11-14T22:13:20.123456789Z"u8.ToArray()).Run(input =>
    {
        if (OdpTime.TryParse(Encoding.Latin1.GetString(input), out var time))
        {
            Assert.True(OdpTime.TryParse(OdpTime.ToText(time), out var again) && again == time);
        }
    });
}
