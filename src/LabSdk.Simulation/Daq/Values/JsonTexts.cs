using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabSdk.Simulation.Daq;

/// <summary>JSON texts as the daemon reads and writes them.</summary>
internal static class JsonTexts
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A text in JSON quotes; non-ASCII stays as it is.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text, Relaxed);

    /// <summary>Parses JSON; what is no JSON is taken for a plain text, so <c>hello</c> means <c>"hello"</c>.</summary>
    public static JsonElement ParseOrText(string text) =>
        TryParse(text, out var value) ? value : JsonSerializer.SerializeToElement(text);

    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            value = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }
}
