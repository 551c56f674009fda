using System.Text;
using System.Text.Json;

namespace LabSdk.Data;

/// <summary>Reads rows of JSON objects. Columns may appear late; what that costs is bounded by the size of the text.</summary>
internal static class JsonLinesReader
{
    // A table with many late columns is mostly nulls: refuse one whose nulls would dwarf the text.
    private const long FreeCells = 1 << 16;
    private const long CellsPerCharacter = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    public static DataFrame Read(TextReader reader, JsonLinesOptions options)
    {
        try
        {
            return ReadRows(reader, options);
        }
        catch (DecoderFallbackException error)
        {
            throw FrameErrors.Malformed("JSON lines", "the text is not UTF-8", null, error);
        }
    }

    private static DataFrame ReadRows(TextReader reader, JsonLinesOptions options)
    {
        var columns = new Dictionary<string, JsonColumn>(StringComparer.Ordinal);
        IReadOnlyDictionary<string, object?>? metadata = null;
        var row = 0;
        long characters = 0;
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            characters += text.Length + 1;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(text, Options);
                if (document.RootElement.ValueKind != JsonValueKind.Object)
                {
                    throw FrameErrors.Malformed("JSON lines", "a row is not an object", line);
                }

                if (row == 0 && columns.Count == 0 && TryDescription(document.RootElement, columns, ref metadata))
                {
                    continue;
                }

                AddRow(document.RootElement, columns, row++);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                throw FrameErrors.Malformed("JSON lines", "a row is not JSON", line, error);
            }

            if ((long)row * columns.Count > FreeCells + CellsPerCharacter * characters)
            {
                throw FrameErrors.Malformed("JSON lines", "the rows have almost no columns in common", line);
            }
        }

        return new DataFrame(columns.Values.Select(column => column.Build(row, options.Schema)), metadata);
    }

    private static void AddRow(JsonElement record, Dictionary<string, JsonColumn> columns, int row)
    {
        foreach (var property in record.EnumerateObject())
        {
            var name = property.Name.Length > 0 ? property.Name : "column";
            if (!columns.TryGetValue(name, out var column))
            {
                columns[name] = column = new JsonColumn(new ColumnInfo(name), null);
            }

            column.Set(row, property.Value);
        }
    }

    private static bool TryDescription(
        JsonElement line, Dictionary<string, JsonColumn> columns, ref IReadOnlyDictionary<string, object?>? metadata)
    {
        if (!line.TryGetProperty(JsonLinesWriter.DescriptionName, out var description)
            || description.ValueKind != JsonValueKind.Object
            || !description.TryGetProperty("columns", out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (ColumnDescription.Parse(item.GetRawText()) is { } column)
            {
                columns[column.Name] = new JsonColumn(column.Info, column.ElementType);
            }
        }

        metadata = description.TryGetProperty("metadata", out var facts) ? MetadataJson.Parse(facts.GetRawText().AsMemory()) : null;
        return true;
    }
}
