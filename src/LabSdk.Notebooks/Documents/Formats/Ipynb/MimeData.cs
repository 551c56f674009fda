using System.Text;
using System.Text.Json.Nodes;
using LabSdk.Display;

namespace LabSdk.Notebooks;

/// <summary>The values of an output by mime type, in memory and in a Jupyter file.</summary>
internal static class MimeData
{
    /// <summary>True for the types whose value is JSON and not a text.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json" || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));

    /// <summary>The values of a bundle as Jupyter sends and stores them.</summary>
    public static JsonObject From(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var type in bundle.MimeTypes.Where(IsMimeType))
        {
            data[type] = type == MimeTypes.Png ? Convert.ToBase64String(bundle.Png.Span)
                : IsJson(type) ? Json(type, bundle.Text(type)!)
                : bundle.Text(type);
        }

        return data;
    }

    // What says that it is JSON and is not stays readable as text.
    private static JsonNode? Json(string type, string text)
    {
        try
        {
            return JsonText.Parse(text, type, NotebookFormat.Ipynb);
        }
        catch (NotebookFormatException)
        {
            return text;
        }
    }

    // Notebook programs refuse a whole file for one key that is not a mime type.
    private static bool IsMimeType(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            && text.Index().All(pair => pair.Index == slash || char.IsAsciiLetterOrDigit(pair.Item) || pair.Item is '-' or '+' or '.' or '_');
    }

    /// <summary>Puts texts together that the file holds in lines.</summary>
    public static void Join(JsonObject data)
    {
        foreach (var (type, value) in data.ToArray())
        {
            if (!IsJson(type) && value is JsonArray lines && TryJoin(lines) is { } text)
            {
                data[type] = text;
            }
        }
    }

    /// <summary>The lines together; null when one of them is not a text.</summary>
    public static string? TryJoin(JsonArray lines)
    {
        var result = new StringBuilder();
        foreach (var line in lines)
        {
            if (line is not JsonValue value || !value.TryGetValue<string>(out var text))
            {
                return null;
            }

            result.Append(text);
        }

        return result.ToString();
    }

    /// <summary>A copy with texts in lines.</summary>
    public static JsonObject Split(JsonObject data) => new(data.Select(pair => KeyValuePair.Create(
        pair.Key,
        pair.Value is JsonValue value && value.TryGetValue<string>(out var text) && IsSplit(pair.Key) ? Lines(text) : pair.Value?.DeepClone())));

    /// <summary>A text in lines, broken where Python breaks lines.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Breaks);
            var end = length < 0 ? text.Length : start + length + 1;
            if (length >= 0 && text[end - 1] == '\r' && end < text.Length && text[end] == '\n')
            {
                end++;
            }

            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }

    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    private static bool IsSplit(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or MimeTypes.Svg;
}
