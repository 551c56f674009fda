using System.Text.Json;
using System.Text.Unicode;

namespace LabSdk.Fleet.Wire.Payloads;

/// <summary>Reads payloads as JSON without ever throwing.</summary>
internal static class PayloadJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a payload; false when it is no JSON.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> data, out JsonElement json)
    {
        json = default;

        // The parser takes texts on trust.
        if (!Utf8.IsValid(data.Span))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(data, Options);
            json = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a payload; an undefined element when it is no JSON.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> data) => TryParse(data, out var json) ? json : default;

    /// <summary>A member of an object; null when the element is no object or has none of that name.</summary>
    public static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var member) ? member : null;

    public static double? Number(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    public static long? Integer(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    // A text with half of a surrogate pair is valid JSON, but no text.
    public static string? Text(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool? Flag(JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
