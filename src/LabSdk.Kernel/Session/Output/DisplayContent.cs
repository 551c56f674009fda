using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabSdk.Display;
using LabSdk.Kernel.Messaging;

namespace LabSdk.Kernel.Session.Output;

/// <summary>Mime bundles as the contents of messages.</summary>
internal static class DisplayContent
{
    /// <summary>Content of <c>display_data</c>, <c>update_display_data</c> or <c>execute_result</c>.</summary>
    /// <param name="bundle">What is shown.</param>
    /// <param name="displayId">The id to update it by; null for none.</param>
    /// <param name="executionCount">The number of the cell, for its result; null otherwise.</param>
    public static byte[] Write(MimeBundle bundle, string? displayId = null, int? executionCount = null)
    {
        var buffer = new ArrayBufferWriter<byte>(4 << 10);
        using (var json = new Utf8JsonWriter(buffer, Wire.Writer))
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
            WriteData(json, bundle);
            json.WriteStartObject("metadata");
            json.WriteEndObject();
            if (executionCount is { } count)
            {
                json.WriteNumber("execution_count", count);
            }
            else
            {
                json.WriteStartObject("transient");
                if (displayId is not null)
                {
                    json.WriteString("display_id", displayId);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The forms of a small bundle as a tree.</summary>
    public static JsonObject ToJson(MimeBundle bundle)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Wire.Writer))
        {
            WriteData(json, bundle);
        }

        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }

    private static void WriteData(Utf8JsonWriter json, MimeBundle bundle)
    {
        json.WriteStartObject();
        foreach (var mime in bundle.MimeTypes.Where(IsMimeType))
        {
            if (mime == MimeTypes.Png)
            {
                json.WriteBase64String(mime, bundle.Png.Span);
            }
            else if (IsJson(mime) && TryParse(bundle.Text(mime)!, out var document))
            {
                using (document)
                {
                    json.WritePropertyName(mime);
                    document.WriteTo(json);
                }
            }
            else
            {
                json.WriteString(mime, bundle.Text(mime));
            }
        }

        json.WriteEndObject();
    }

    private static bool IsJson(string mime) => mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal);

    private static bool TryParse(string text, out JsonDocument document)
    {
        try
        {
            document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            document = null!;
            return false;
        }
    }

    /// <summary>Front ends refuse a whole message for one key that is not a mime type.</summary>
    private static bool IsMimeType(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            && text.Index().All(pair => pair.Index == slash || char.IsAsciiLetterOrDigit(pair.Item) || pair.Item is '-' or '+' or '.' or '_');
    }
}
