using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>A figure of plotly as data that a page may draw: what would fetch or configure anything is taken out.</summary>
internal static class FigureData
{
    private const int MaxDepth = 100;

    // What plotly takes addresses, pictures or code from.
    private static readonly HashSet<string> Refused = new(StringComparer.Ordinal)
    {
        "images", "href", "src", "topojsonURL", "plotlyServerURL", "accesstoken", "mapbox", "geo", "mapboxAccessToken", "sliders", "updatemenus", "frames",
    };

    /// <summary>The data and layout as JSON for a script element; null when it is no figure.</summary>
    public static string? TryWrite(JsonObject figure)
    {
        if (figure["data"] is not JsonArray data)
        {
            return null;
        }

        var clean = new JsonObject { ["data"] = Clean(data, 0), ["layout"] = Clean(figure["layout"] as JsonObject ?? [], 0) };
        return JsonWriter.Write(clean, indent: 0, sorted: false)
            .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal)
            .Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);
    }

    private static JsonNode? Clean(JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject members when depth < MaxDepth:
                return new JsonObject(members.Where(IsHarmless).Select(pair => KeyValuePair.Create(pair.Key, Clean(pair.Value, depth + 1))));
            case JsonArray items when depth < MaxDepth:
                return new JsonArray([.. items.Select(item => Clean(item, depth + 1))]);
            case JsonValue value when value.TryGetValue<double>(out var number) && !double.IsFinite(number):
                return null;
            default:
                return node is JsonObject or JsonArray ? null : node?.DeepClone();
        }
    }

    private static bool IsHarmless(KeyValuePair<string, JsonNode?> pair) =>
        !Refused.Contains(pair.Key)
        && (pair.Key != "source" || (pair.Value is JsonValue value && value.TryGetValue<string>(out var url) && SafeUrl.IsPicture(url)));
}
