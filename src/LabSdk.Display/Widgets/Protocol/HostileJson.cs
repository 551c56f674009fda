using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabSdk.Display.Widgets;

/// <summary>Values of a front end, taken only when they have the type that is meant. A value of another type is as good as none.</summary>
internal static class HostileJson
{
    private const int LongestText = 10_000;

    public static string? Text(this JsonObject values, string name) =>
        values[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: <= LongestText } text ? text : null;

    /// <summary>A finite number; null for everything else.</summary>
    public static double? Number(this JsonObject values, string name) =>
        values[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A whole number; null for everything else.</summary>
    public static int? Integer(this JsonObject values, string name) =>
        values.Number(name) is { } number && number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static bool? Truth(this JsonObject values, string name) => values[name] is JsonValue value
        ? value.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
        : null;
}
