namespace LabSdk.Data;

public sealed partial class DataFrame
{
    private const long DefaultMostBytes = 2L << 30;

    /// <summary>
    /// Writes the columns as a zip of numpy arrays, replacing the file: <c>numpy.load(file)["position"]</c>. Array columns get one more
    /// dimension. Null is NaN or NaT where numpy has those; an extra array <c>name.null</c> marks null rows.
    /// </summary>
    /// <param name="path">The file; missing folders are made.</param>
    /// <exception cref="LabException">The file cannot be written; one that was there is as it was.</exception>
    /// <exception cref="DataFrameException">A column cannot be a numpy array, such as one of arrays of different lengths.</exception>
    public void SaveNpz(string path)
    {
        DataFile.Write(path, stream => SaveNpz(stream));
    }

    /// <summary>Writes the columns as a zip of numpy arrays; the stream stays open. See <see cref="SaveNpz(string)"/>.</summary>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="DataFrameException">A column cannot be a numpy array, such as one of arrays of different lengths.</exception>
    public void SaveNpz(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Npz.Write(this, stream);
    }

    /// <summary>Reads a zip of numpy arrays, of LabSdk or of <c>numpy.savez</c>: each array is a column, its first dimension the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">The most unpacked data that is accepted; 2 GiB by default. Guards against archives that unpack without end.</param>
    /// <exception cref="LabException">The file cannot be read.</exception>
    /// <exception cref="DataFormatException">The file is damaged, holds objects, or its arrays differ in length.</exception>
    public static DataFrame LoadNpz(string path, long mostBytes = DefaultMostBytes)
    {
        using var stream = DataFile.Open(path);
        return LoadNpz(stream, mostBytes);
    }

    /// <summary>Reads a zip of numpy arrays from a stream, which stays open; see <see cref="LoadNpz(string, long)"/>.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="mostBytes">The most unpacked data that is accepted; 2 GiB by default.</param>
    /// <exception cref="DataFormatException">The data is damaged, holds objects, or its arrays differ in length.</exception>
    public static DataFrame LoadNpz(Stream stream, long mostBytes = DefaultMostBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Npz.Read(stream, mostBytes);
    }
}
