using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LabSdk.Testing;

namespace LabSdk.Fleet.Tests.Client;

[Trait("Category", "Vectors")]
public partial class ArgumentVectorTests
{
    private const string Responses = "[[{\"read_frame\":true},{\"send\":{\"hex\":\"020000000a00\"}},{\"read_frame\":true},{\"send\":{\"hex\":\"020000001200\"}},{\"wait_close\":true}]]";

    public static TheoryData<string, string> Constructors => Vectors.LoadSection("fleet", "arguments.json", "constructor");

    public static TheoryData<string, string> Statuses => Vectors.LoadSection("fleet", "arguments.json", "send_status");

    [Theory]
    [MemberData(nameof(Constructors))]
    public void Constructor_takes_or_refuses_the_argument(string id, string json)
    {
        Assert.NotEmpty(id);
        var vector = Vectors.Parse(json);
        var expected = vector.GetProperty("expect").GetString()!;
        if (expected == "n/a")
        {
            return;
        }

        using var gateway = NewGateway();
        var value = PythonValue(vector.GetProperty("value").GetString()!);
        var outcome = Outcome(() =>
        {
            T Argument<T>(string name, T usual) => vector.GetProperty("argument").GetString() == name ? (T)value! : usual;
            long Number(string name, long usual) => vector.GetProperty("argument").GetString() == name ? (long)value! : usual;
            new InternalClient(
                Number("module_id", 2), Argument("hostname", "127.0.0.1"), (int)Number("port", gateway.Port), Argument("device_name", "n"), Number("device_type", 4),
                Argument("device_role", "r"), Number("device_priority", 0)).Dispose();
        });
        Assert.Contains(outcome, expected.Split('|'));
        CompareFrame(vector, "connect_frame", gateway, 0);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Status_takes_or_refuses_the_arguments(string id, string json)
    {
        Assert.NotEmpty(id);
        var vector = Vectors.Parse(json);
        var expected = vector.GetProperty("expect").GetString()!;
        if (expected == "n/a")
        {
            return;
        }

        using var gateway = NewGateway();
        using var client = new InternalClient(2, "127.0.0.1", gateway.Port, "n", 4, "r");
        var data = PythonValue(vector.GetProperty("data").GetString()!);
        var timeout = double.Parse(vector.GetProperty("timeout").GetString()!, CultureInfo.InvariantCulture);
        var outcome = Outcome(() => client.SendStatus((byte[])data!, timeout));
        Assert.Contains(outcome, expected.Split('|'));
        Assert.True(client.IsConnected);
        CompareFrame(vector, "status_frame", gateway, 1);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(2147483.648)]
    public void Seconds_that_are_no_time_limit_are_refused(double seconds)
    {
        using var gateway = NewGateway();
        using var client = new InternalClient(2, "127.0.0.1", gateway.Port, "n", 4, "r");
        Assert.Throws<ArgumentOutOfRangeException>(() => client.SendStatus("x", seconds));
        client.SendStatus("x", Timeout.InfiniteTimeSpan);
    }

    private static ScriptedGateway NewGateway() => new(Vectors.Parse($"{{\"connections\":{Responses}}}"));

    private static void CompareFrame(JsonElement vector, string name, ScriptedGateway gateway, int index)
    {
        if (vector.TryGetProperty(name, out var frame))
        {
            VectorBytes.AssertRecorded(frame, gateway.Frames[0][index]);
        }
    }

    private static string Outcome(Action act)
    {
        try
        {
            act();
            return "ok";
        }
        catch (Exception error) when (error is LabException or ArgumentException)
        {
            return Categories.Of(error);
        }
    }

    /// <summary>A value in the notation of Python: None, whole numbers, texts and bytes.</summary>
    private static object? PythonValue(string text)
    {
        if (text == "None")
        {
            return null;
        }

        if (LongText().Match(text) is { Success: true } match)
        {
            return new string('x', int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        if (text.StartsWith("b'", StringComparison.Ordinal))
        {
            return Unescape(text[2..^1]).Select(letter => (byte)letter).ToArray();
        }

        return text[0] is '\'' or '"' ? Unescape(text[1..^1]) : long.Parse(text, CultureInfo.InvariantCulture);
    }

    private static string Unescape(string text) => Escape().Replace(text, match => match.Value[1] switch
    {
        'x' or 'u' or 'U' => match.Value[1] == 'U'
            ? char.ConvertFromUtf32(int.Parse(match.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : ((char)int.Parse(match.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        var other => other.ToString(),
    });

    [GeneratedRegex("^str of length ([0-9]+)$")]
    private static partial Regex LongText();

    [GeneratedRegex(@"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)")]
    private static partial Regex Escape();
}
