using System.Text.Json;
using LabSdk.Odp.Buffering;
using LabSdk.Testing;

namespace LabSdk.Odp.Tests.Buffering;

[Trait("Category", "Vectors")]
public class WindowVectorTests
{
    public static TheoryData<string, string> Cases => Vectors.Load("odp", "windows.json");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Windows_are_what_the_vector_expects(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        switch (vector.GetProperty("op").GetString())
        {
            case "aggregate":
                CheckAggregate(vector);
                break;
            case "buffer":
                CheckBuffer(vector);
                break;
            default:
                Assert.Fail($"No test of {vector.GetProperty("op")}");
                break;
        }
    }

    private static void CheckAggregate(JsonElement vector)
    {
        var samples = vector.GetProperty("samples").EnumerateArray().ToArray();
        var results = SignalResampler.Resample(
            "p",
            [.. samples.Select(sample => ulong.Parse(sample[0].GetString()!))],
            [.. samples.Select(sample => Number(sample[1]))],
            [.. samples.Select(sample => (SampleStatus)sample[2].GetInt32())],
            vector.GetProperty("frequency_hz").GetDouble(),
            rangeStart: Time(vector, "range_start"),
            rangeEnd: Time(vector, "range_end"));
        var expected = vector.GetProperty("expect").EnumerateArray().ToArray();
        Assert.Equal(
            expected.Select(interval => (Time(interval, "start")!.Value, Time(interval, "end")!.Value, interval.GetProperty("kind").GetString()!, interval.GetProperty("count").GetInt32())),
            results.Select(result => (result.Start, result.End, result.Kind.ToString().ToLowerInvariant(), result.Count)));
        foreach (var (interval, result) in expected.Zip(results))
        {
            Check(interval, "first", result.First);
            Check(interval, "last", result.Last);
            Check(interval, "min", result.Min);
            Check(interval, "max", result.Max);
            Check(interval, "mean", result.Mean);
            Check(interval, "value", result.Value);
        }
    }

    private static void CheckBuffer(JsonElement vector)
    {
        var buffer = new SampleBuffer(new BufferingOptions
        {
            WindowLength = TimeSpan.FromMilliseconds(vector.GetProperty("window_ms").GetDouble()),
            SlidingWindowPercentage = vector.GetProperty("slide_percent").GetInt32(),
        });
        var releases = new List<string>();
        var late = new List<int>();
        foreach (var (index, arrival) in vector.GetProperty("arrivals").EnumerateArray().Index())
        {
            var before = buffer.Statistics.Late;
            var window = buffer.Add(SampleBlock.Of(
                SampleLayout.Row, SignalSamples.Of(arrival[1].GetString()!, [Number(arrival[3])], SampleTimes.Of(ulong.Parse(arrival[2].GetString()!)))));
            if (buffer.Statistics.Late > before)
            {
                late.Add(index);
            }

            // Windows without samples only tell that time went on; vectors may leave them out.
            if (window is { Samples.Count: > 0 })
            {
                releases.Add($"{index} {window.From} {window.To}: {Text(window.Samples)}");
            }
        }

        Assert.Equal(
            vector.GetProperty("releases").EnumerateArray().Where(release => release.GetProperty("samples").GetArrayLength() > 0).Select(release =>
                $"{release.GetProperty("after_arrival").GetInt32()} {Time(release, "from")} {Time(release, "to")}: {Text(release.GetProperty("samples"))}"),
            releases);
        Assert.Equal(vector.GetProperty("late_arrivals").EnumerateArray().Select(index => index.GetInt32()), late);
        Assert.Equal(Text(vector.GetProperty("flush_at_end")), Text(buffer.Flush()?.Samples ?? []));
    }

    private static void Check(JsonElement interval, string name, double actual)
    {
        if (interval.TryGetProperty(name, out var expected))
        {
            Assert.Equal(Number(expected), actual, 1e-9 * Math.Max(1, Math.Abs(actual)));
        }
    }

    private static string Text(JsonElement samples) =>
        string.Join("; ", samples.EnumerateArray().Select(sample => $"{sample[0].GetString()} {sample[1].GetString()} {Number(sample[2]):R}"));

    private static string Text(IEnumerable<TimedSample> samples) => string.Join("; ", samples.Select(sample => $"{sample.Time} {sample.Identifier} {sample.Value:R}"));

    private static ulong? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out var time) && time.ValueKind == JsonValueKind.String ? ulong.Parse(time.GetString()!) : null;

    private static double Number(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => number.GetString() switch { "NaN" => double.NaN, "Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => double.NaN },
        JsonValueKind.Null => double.NaN,
        _ => number.GetDouble(),
    };
}
