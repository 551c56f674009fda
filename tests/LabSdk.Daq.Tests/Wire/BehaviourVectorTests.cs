using System.Text.Json;
using LabSdk.Daq.Wire;
using LabSdk.Testing;

namespace LabSdk.Daq.Tests.Wire;

[Trait("Category", "Vectors")]
public class BehaviourVectorTests
{
    public static TheoryData<string, string> Positions => Load("positions");

    public static TheoryData<string, string> ScanPoints => Load("scan_service_points");

    public static TheoryData<string, string> Fields => Load("fields_json_value");

    public static TheoryData<string, string> ParameterTexts => Load("set_parameter_value");

    public static TheoryData<string, string> HardwareErrors => Load("hardware_error_text");

    public static TheoryData<string, string> Tokens => Load("auth");

    public static TheoryData<string, string> Addresses => Load("address");

    public static TheoryData<string, string> Delays => Load("reconnect_delay");

    [Theory]
    [MemberData(nameof(Positions))]
    public void Positions_of_the_vector_are_those_of_a_line(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var actual = ScanPositions.Line(vector.GetProperty("start").GetDouble(), vector.GetProperty("stop").GetDouble(), vector.GetProperty("steps").GetInt32());
        var expected = vector.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, vector.GetProperty("tolerance").GetDouble()));
    }

    [Theory]
    [MemberData(nameof(ScanPoints))]
    public void Points_of_the_vector_come_in_the_order_of_the_daemon(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var axes = vector.GetProperty("axes").EnumerateArray()
            .Select(axis => ScanPositions.Line(axis.GetProperty("start").GetDouble(), axis.GetProperty("end").GetDouble(), axis.GetProperty("num_points").GetInt32()))
            .ToArray();
        var expected = vector.GetProperty("points").EnumerateArray().Select(point => point.EnumerateArray().Select(value => value.GetDouble()).ToArray());
        Assert.Equal(expected, ScanPositions.Grid(axes, vector.GetProperty("snake").GetBoolean()));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void State_text_of_the_vector_becomes_its_value(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var actual = ValueText.Parse(vector.GetProperty("text").GetString()!);
        switch (vector.GetProperty("value"))
        {
            case { ValueKind: JsonValueKind.Number } number:
                Assert.Equal(BitConverter.DoubleToInt64Bits(number.GetDouble()), BitConverter.DoubleToInt64Bits(Assert.IsType<double>(actual)));
                break;
            case { ValueKind: JsonValueKind.True or JsonValueKind.False } flag:
                Assert.Equal(flag.GetBoolean(), actual);
                break;
            case { ValueKind: JsonValueKind.Null }:
                Assert.Null(actual);
                break;
            case var text:
                Assert.Equal(Special(text.GetString()!), actual);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(ParameterTexts))]
    public void Parameter_text_of_the_vector_is_taken_as_the_daemon_takes_it(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        Assert.Equal(vector.GetProperty("parsed_as_json").GetString(), ValueText.AsReceived(vector.GetProperty("text").GetString()!));
    }

    [Theory]
    [MemberData(nameof(HardwareErrors))]
    public void Hardware_error_of_the_vector_gets_its_code(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var expected = vector.GetProperty("code").GetString()!.Replace("_", "", StringComparison.Ordinal);
        Assert.Equal(expected, HardwareErrorText.Code(vector.GetProperty("text").GetString()!).ToString(), ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Headers_of_the_vector_carry_the_token_or_not(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var headers = vector.GetProperty("headers");
        var found = AuthorizationHeaders.Token(Header(headers, "authorization"), Header(headers, "x-api-key"));
        Assert.Equal(vector.GetProperty("accepted").GetBoolean(), found == vector.GetProperty("token").GetString());
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Address_of_the_vector_is_completed_or_refused(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var input = vector.GetProperty("input").GetString()!;
        if (vector.GetProperty("url").GetString() is { } url)
        {
            Assert.Equal(new Uri(url), DaqAddress.Parse(input).Uri);
        }
        else
        {
            Assert.Equal(DaqErrorIds.InvalidAddress, Assert.Throws<LabConfigurationException>(() => DaqAddress.Parse(input)).ErrorId);
        }
    }

    [Theory]
    [MemberData(nameof(Delays))]
    public void Pause_of_the_vector_lies_between_its_bounds(string name, string json)
    {
        Assert.NotEmpty(name);
        var vector = Vectors.Parse(json);
        var attempt = vector.GetProperty("attempt").GetInt32();
        Assert.Equal(vector.GetProperty("seconds_without_jitter").GetDouble(), ReconnectDelay.Before(attempt, 0).TotalSeconds, 1e-6);
        Assert.Equal(vector.GetProperty("max_with_jitter").GetDouble(), ReconnectDelay.Before(attempt, 1).TotalSeconds, 1e-6);
    }

    private static TheoryData<string, string> Load(string kind) => Vectors.Load("daq", "behaviour.json", kind);

    private static string? Header(JsonElement headers, string name) =>
        headers.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static object Special(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => text,
    };
}
