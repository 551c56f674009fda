using System.Text;

namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Writes one JSON object per row, in UTF-8, replacing the file. Null cells are <c>null</c>; NaN and infinities, which JSON does not
    /// have, are the texts <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>; arrays are arrays.
    /// </summary>
    /// <param name="path">The file; missing folders are made.</param>
    /// <param name="options">Null for rows only.</param>
    /// <exception cref="LabException">The file cannot be written; one that was there is as it was.</exception>
    public void SaveJsonLines(string path, JsonLinesOptions? options = null)
    {
        DataFile.Write(path, stream => SaveJsonLines(stream, options));
    }

    /// <summary>Writes one JSON object per row; the stream stays open. See <see cref="SaveJsonLines(string, JsonLinesOptions?)"/>.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="options">Null for rows only.</param>
    public void SaveJsonLines(Stream stream, JsonLinesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonLinesWriter.Write(this, stream, options ?? new JsonLinesOptions());
    }

    /// <summary>The frame as JSON lines text.</summary>
    /// <param name="options">Null for rows only.</param>
    public string ToJsonLines(JsonLinesOptions? options = null)
    {
        using var stream = new MemoryStream();
        SaveJsonLines(stream, options);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>
    /// Reads JSON lines. A property that a row lacks is null there. Kinds come from the options, from the first line, or are guessed from
    /// all values; nested objects are kept as JSON text.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Null to guess.</param>
    /// <exception cref="LabException">The file cannot be read.</exception>
    /// <exception cref="DataFormatException">A line is not a JSON object; the message names the line.</exception>
    public static DataFrame LoadJsonLines(string path, JsonLinesOptions? options = null)
    {
        using var stream = DataFile.Open(path);
        return LoadJsonLines(stream, options);
    }

    /// <summary>Reads JSON lines from a stream, which stays open; see <see cref="LoadJsonLines(string, JsonLinesOptions?)"/>.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="options">Null to guess.</param>
    /// <exception cref="DataFormatException">A line is not a JSON object; the message names the line.</exception>
    public static DataFrame LoadJsonLines(Stream stream, JsonLinesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true), true, 1 << 16, true);
        return JsonLinesReader.Read(reader, options ?? new JsonLinesOptions());
    }

    /// <summary>Reads JSON lines text; see <see cref="LoadJsonLines(string, JsonLinesOptions?)"/>.</summary>
    /// <param name="text">The text itself.</param>
    /// <param name="options">Null to guess.</param>
    /// <exception cref="DataFormatException">A line is not a JSON object; the message names the line.</exception>
    public static DataFrame LoadJsonLinesFromString(string text, JsonLinesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var reader = new StringReader(text);
        return JsonLinesReader.Read(reader, options ?? new JsonLinesOptions());
    }
}
