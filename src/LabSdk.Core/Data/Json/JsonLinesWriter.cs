using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabSdk.Data;

/// <summary>Writes rows as JSON objects; numbers keep their kind (10.0 stays floating point).</summary>
internal static class JsonLinesWriter
{
    public const string DescriptionName = "labsdk";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(DataFrame frame, Stream stream, JsonLinesOptions options)
    {
        using var writer = new Utf8JsonWriter(stream, Options);
        if (options.Describe)
        {
            WriteDescription(frame, writer);
            EndLine(writer, stream);
        }

        var names = frame.Columns.Select(column => JsonEncodedText.Encode(Utf8(column.Name), Options.Encoder)).ToArray();
        for (var row = 0; row < frame.RowCount; row++)
        {
            writer.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                writer.WritePropertyName(names[i]);
                WriteCell(writer, frame.Columns[i][row]);
            }

            writer.WriteEndObject();
            EndLine(writer, stream);
        }
    }

    private static void WriteDescription(DataFrame frame, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(DescriptionName);
        writer.WriteStartArray("columns");
        foreach (var column in frame.Columns)
        {
            writer.WriteRawValue(ColumnDescription.Of(column).ToJson());
        }

        writer.WriteEndArray();
        writer.WritePropertyName("metadata");
        writer.WriteRawValue(MetadataJson.Write(frame.Metadata));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void EndLine(Utf8JsonWriter writer, Stream stream)
    {
        writer.Flush();
        stream.WriteByte((byte)'\n');
        writer.Reset();
    }

    private static void WriteCell(Utf8JsonWriter writer, DataValue cell)
    {
        switch (cell.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Double:
                WriteReal(writer, cell.RawDouble, false);
                break;
            case ValueKind.Float:
                WriteReal(writer, cell.RawDouble, true);
                break;
            case ValueKind.Int or ValueKind.Long:
                writer.WriteNumberValue(cell.RawBits);
                break;
            case ValueKind.Bool:
                writer.WriteBooleanValue(cell.RawBits != 0);
                break;
            case ValueKind.Array:
                WriteArray(writer, (Array)cell.RawReference!);
                break;
            default:
                writer.WriteStringValue(Utf8(cell.ToString()));
                break;
        }
    }

    // Half a surrogate pair, which UTF-8 cannot hold, becomes the replacement character instead of an exception.
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static void WriteArray(Utf8JsonWriter writer, Array array)
    {
        writer.WriteStartArray();
        foreach (var item in array)
        {
            if (item is double or float)
            {
                WriteReal(writer, Convert.ToDouble(item, CultureInfo.InvariantCulture), item is float);
            }
            else
            {
                writer.WriteNumberValue(Convert.ToInt64(item, CultureInfo.InvariantCulture));
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteReal(Utf8JsonWriter writer, double value, bool isFloat)
    {
        if (!double.IsFinite(value))
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
            return;
        }

        Span<byte> text = stackalloc byte[NumberText.Longest];
        writer.WriteRawValue(text[..(isFloat ? NumberText.Write((float)value, text) : NumberText.Write(value, text))], true);
    }
}
