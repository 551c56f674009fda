using System.Text;

namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Writes the frame as CSV in UTF-8, replacing the file: invariant culture, numbers that read back exactly, empty cells for null,
    /// <c>NaN</c>, <c>inf</c> and <c>-inf</c> for those values. The plain form is the same as that of pandas.
    /// </summary>
    /// <param name="path">The file; missing folders are made.</param>
    /// <param name="options">Separator and header; null for a plain comma-separated file with names.</param>
    /// <exception cref="LabException">The file cannot be written; one that was there is as it was.</exception>
    public void SaveCsv(string path, CsvOptions? options = null)
    {
        DataFile.Write(path, stream => SaveCsv(stream, options));
    }

    /// <summary>Writes the frame as CSV in UTF-8 without a byte order mark. The stream stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="options">Separator and header; null for a plain comma-separated file with names.</param>
    public void SaveCsv(Stream stream, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CsvWriter.Write(this, stream, options ?? new CsvOptions());
    }

    /// <summary>The frame as CSV text.</summary>
    /// <param name="options">Separator and header; null for a plain comma-separated text with names.</param>
    public string ToCsv(CsvOptions? options = null)
    {
        using var stream = new MemoryStream();
        SaveCsv(stream, options);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>
    /// Reads a CSV file in UTF-8. An empty cell is null. Kinds come from the options, from the comment lines of the file, or are guessed
    /// from all cells: whole numbers, numbers, bools, times, durations, else text. Blank names become column1, column2, ...
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Separator, header and schema; null for a comma-separated file with names.</param>
    /// <exception cref="LabException">The file cannot be read.</exception>
    /// <exception cref="DataFormatException">The file is not such a table; the message names the line.</exception>
    public static DataFrame LoadCsv(string path, CsvOptions? options = null)
    {
        using var stream = DataFile.Open(path);
        return LoadCsv(stream, options);
    }

    /// <summary>Reads CSV in UTF-8 from a stream, which stays open; see <see cref="LoadCsv(string, CsvOptions?)"/>.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="options">Separator, header and schema; null for comma-separated text with names.</param>
    /// <exception cref="DataFormatException">The text is not such a table; the message names the line.</exception>
    public static DataFrame LoadCsv(Stream stream, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, true), true, 1 << 16, true);
        return CsvReader.Read(reader, options ?? new CsvOptions());
    }

    /// <summary>Reads CSV text; see <see cref="LoadCsv(string, CsvOptions?)"/>.</summary>
    /// <param name="text">The text itself.</param>
    /// <param name="options">Separator, header and schema; null for comma-separated text with names.</param>
    /// <exception cref="DataFormatException">The text is not such a table; the message names the line.</exception>
    public static DataFrame LoadCsvFromString(string text, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var reader = new StringReader(text);
        return CsvReader.Read(reader, options ?? new CsvOptions());
    }
}
