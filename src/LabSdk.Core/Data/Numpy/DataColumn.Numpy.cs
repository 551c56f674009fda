namespace LabSdk.Data;

public abstract partial class DataColumn
{
    private const long DefaultMostBytes = 2L << 30;

    /// <summary>Writes the column as a numpy array, replacing the file. Null is NaN or NaT; an array column gets one more dimension.</summary>
    /// <param name="path">The file; missing folders are made.</param>
    /// <exception cref="LabException">The file cannot be written; one that was there is as it was.</exception>
    /// <exception cref="DataFrameException">Numpy has no null for this kind and the column has one, or arrays differ in length.</exception>
    public void SaveNpy(string path)
    {
        DataFile.Write(path, stream => SaveNpy(stream));
    }

    /// <summary>Writes the column as a numpy array; the stream stays open. See <see cref="SaveNpy(string)"/>.</summary>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="DataFrameException">Numpy has no null for this kind and the column has one, or arrays differ in length.</exception>
    public void SaveNpy(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (NullCount > 0 && !NpyWriter.HoldsNull(this))
        {
            throw FrameErrors.NotRepresentable(this, "NPY", "it has nulls, and numpy has none for this kind",
                "Write the frame with SaveNpz, which keeps nulls, or use FillNulls first.");
        }

        NpyWriter.Write(this, stream);
    }

    /// <summary>Reads a numpy array as a column: the first dimension counts the rows, the others make an array per row. NaT becomes null.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most data that is accepted; 2 GiB by default.</param>
    /// <exception cref="LabException">The file cannot be read.</exception>
    /// <exception cref="DataFormatException">The file is damaged or holds something other than numbers, bools, texts and times.</exception>
    public static DataColumn LoadNpy(string name, string path, long mostBytes = DefaultMostBytes)
    {
        using var stream = DataFile.Open(path);
        return LoadNpy(name, stream, mostBytes);
    }

    /// <summary>Reads a numpy array from a stream, which stays open; see <see cref="LoadNpy(string, string, long)"/>.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="stream">Where to read.</param>
    /// <param name="mostBytes">The most data that is accepted; 2 GiB by default.</param>
    /// <exception cref="DataFormatException">The data is damaged or holds something other than numbers, bools, texts and times.</exception>
    public static DataColumn LoadNpy(string name, Stream stream, long mostBytes = DefaultMostBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return NpyReader.Read(stream, new ColumnInfo(name), mostBytes);
    }
}
