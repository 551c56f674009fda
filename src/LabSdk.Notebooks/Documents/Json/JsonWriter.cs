using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabSdk.Notebooks;

/// <summary>Writes JSON byte for byte as Python's notebook library does: one blank of indentation, sorted keys, non-ASCII text as it is.</summary>
internal static class JsonWriter
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">Blanks for each level; 0 for one line.</param>
    /// <param name="sorted">True to sort keys.</param>
    public static string Write(JsonNode? value, int indent = 1, bool sorted = true)
    {
        var result = new StringBuilder();
        Append(result, value, indent, sorted, 0);
        return result.ToString();
    }

    private static void Append(StringBuilder result, JsonNode? value, int indent, bool sorted, int depth)
    {
        switch (value)
        {
            case null:
                result.Append("null");
                break;
            case JsonObject { Count: 0 }:
                result.Append("{}");
                break;
            case JsonArray { Count: 0 }:
                result.Append("[]");
                break;
            case JsonObject members:
                result.Append('{');
                var separator = "";
                foreach (var (key, item) in sorted ? members.OrderBy(pair => pair.Key, CodePointOrder.Instance) : members.AsEnumerable())
                {
                    result.Append(separator);
                    Break(result, indent, depth + 1);
                    AppendText(result, key);
                    result.Append(indent > 0 ? ": " : ":");
                    Append(result, item, indent, sorted, depth + 1);
                    separator = ",";
                }

                Break(result, indent, depth);
                result.Append('}');
                break;
            case JsonArray items:
                result.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    result.Append(i == 0 ? "" : ",");
                    Break(result, indent, depth + 1);
                    Append(result, items[i], indent, sorted, depth + 1);
                }

                Break(result, indent, depth);
                result.Append(']');
                break;
            default:
                AppendSimple(result, value.AsValue());
                break;
        }
    }

    private static void Break(StringBuilder result, int indent, int depth)
    {
        if (indent > 0)
        {
            result.Append('\n').Append(' ', indent * depth);
        }
    }

    private static void AppendSimple(StringBuilder result, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                AppendText(result, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                result.Append("true");
                break;
            case JsonValueKind.False:
                result.Append("false");
                break;
            default:
                AppendNumber(result, value);
                break;
        }
    }

    private static void AppendNumber(StringBuilder result, JsonValue value)
    {
        if (value.TryGetValue<JsonElement>(out var element))
        {
            result.Append(element.GetRawText());
        }
        else if (value.TryGetValue<double>(out var number) && !double.IsFinite(number))
        {
            result.Append(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
        else
        {
            result.Append(value.ToJsonString());
        }
    }

    private static void AppendText(StringBuilder result, string text)
    {
        result.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            var isPair = char.IsHighSurrogate(unit) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            switch (unit)
            {
                case '"':
                    result.Append("\\\"");
                    break;
                case '\\':
                    result.Append("\\\\");
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case '\b':
                    result.Append("\\b");
                    break;
                case '\f':
                    result.Append("\\f");
                    break;
                case < ' ':
                case >= '\ud800' and <= '\udfff' when !isPair:
                    // A single surrogate cannot stand in UTF-8; escaped it survives.
                    result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                    break;
                default:
                    result.Append(unit);
                    if (isPair)
                    {
                        result.Append(text[++i]);
                    }

                    break;
            }
        }

        result.Append('"');
    }
}
