using System.Globalization;
using System.Text.Json;
using LabSdk.Devices;

namespace LabSdk.Daq.Wire;

/// <summary>Between the daemon's value texts and values: double, long, bool, string, or null.</summary>
internal static class ValueText
{
    /// <summary>
    /// Reads any text of the daemon: as JSON, else as one of the words <c>NaN</c>, <c>inf</c>, <c>-inf</c>, else as text.
    /// Never fails. Arrays and objects stay JSON texts.
    /// </summary>
    /// <remarks>Numbers become double; see <see cref="Typed"/> for parameters with a known type.</remarks>
    public static object? Parse(string text) => text switch
    {
        "NaN" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "true" => true,
        "false" => false,
        "null" => null,
        _ when JsonNumber.Matches(text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        ['"', ..] => JsonText(text),
        _ => text,
    };

    /// <summary>Reads a text of a parameter whose type is known, so that 5 of an integer is a long and "5" of a text stays text.</summary>
    public static object? Typed(string text, ParameterKind kind) => (kind, Parse(text)) switch
    {
        (ParameterKind.Integer, double number) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        (ParameterKind.Integer, double number) when Math.Floor(number) == number && Math.Abs(number) < 9e15 => (long)number,
        (ParameterKind.Text or ParameterKind.Choice, string parsed) => parsed,
        (ParameterKind.Text or ParameterKind.Choice, null) => null,
        (ParameterKind.Text or ParameterKind.Choice, _) => text,
        (ParameterKind.Other, not string and not null) => text,
        (_, var value) => value,
    };

    /// <summary>The JSON text that sets a parameter.</summary>
    /// <exception cref="LabConfigurationException">JSON has no form for the value: NaN, infinity, or not a number, bool or text.</exception>
    public static string ToJson(object value, string parameter)
    {
        switch (value)
        {
            case bool flag:
                return flag ? "true" : "false";
            case string text:
                return JsonSerializer.Serialize(text);
            case double number when double.IsFinite(number):
                return RustNumber.Json(number);
            case float number when float.IsFinite(number):
                return RustNumber.Json(number);
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
            case Enum choice:
                return JsonSerializer.Serialize(choice.ToString());
            default:
                throw new LabConfigurationException(
                    DaqErrorIds.InvalidArgument,
                    $"Parameter '{parameter}' cannot be set to '{Convert.ToString(value, CultureInfo.InvariantCulture)}': the daemon takes finite numbers, true or false, and texts.",
                    "Give a number, a bool or a string.");
        }
    }

    /// <summary>What the daemon makes of a text that is set: the JSON itself, or the text as a JSON string when it is none.</summary>
    public static string AsReceived(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            return JsonSerializer.Serialize(text);
        }
    }

    private static string JsonText(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(text) ?? text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
