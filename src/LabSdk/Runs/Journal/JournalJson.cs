using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabSdk;

/// <summary>How the documents of a journal are written as JSON, and the user's notes in them.</summary>
internal static class JournalJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
    };

    /// <summary>Notes as JSON values; what JSON cannot hold stands there as its text.</summary>
    public static Dictionary<string, JsonElement> Notes(IReadOnlyDictionary<string, object?> notes) =>
        notes.ToDictionary(note => note.Key, note => Element(note.Value), StringComparer.Ordinal);

    /// <summary>Notes as they were given: texts, numbers, flags, and JSON text for the rest.</summary>
    public static Dictionary<string, object?> Notes(IReadOnlyDictionary<string, JsonElement>? notes) =>
        (notes ?? new Dictionary<string, JsonElement>()).ToDictionary(note => note.Key, note => Value(note.Value), StringComparer.Ordinal);

    /// <summary>One line of JSON, to compare descriptions by.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static JsonElement Element(object? value)
    {
        try
        {
            return JsonSerializer.SerializeToElement(value, Options);
        }
        catch (Exception)
        {
            // Any object of the user's can stand here, and its getters may throw whatever they like.
            return JsonSerializer.SerializeToElement(value?.GetType().Name, Options);
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        _ => value.GetRawText(),
    };
}
