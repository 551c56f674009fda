using System.Text;

namespace LabSdk.Data;

public sealed partial class DataFrame
{
    /// <summary>
    /// Writes the frame as CSV in UTF-8, replacing the file: invariant culture, numbers that read back exactly, empty cells for null,
    /// <c>NaN</c>, <c>inf</c> and <c>-inf</c> for those values. The plain form is the same as that of pandas.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="options">Separator and header; null for a plain comma-separated file with names.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveCsv(string path, CsvOptions? options = null)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);
        SaveCsv(stream, options);
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
}
