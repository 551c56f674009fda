using System.IO.Compression;
using System.Text;

namespace LabSdk.Data;

/// <summary>
/// A frame as a zip of NPY arrays. An entry <c>__labsdk__</c> keeps names, units, roles, sources and metadata as JSON text; where numpy
/// has no null, an array <c>name.null</c> marks null rows. Numpy needs neither.
/// </summary>
internal static class Npz
{
    private const string DescriptionEntry = "__labsdk__";
    private const string NullSuffix = ".null";
    private const string Extension = ".npy";

    public static void Write(DataFrame frame, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, true);
        var names = EntryNames(frame);
        WriteEntry(archive, DescriptionEntry, DataColumn.Create(DescriptionEntry, NpzDescription.Write(frame, names)));
        for (var i = 0; i < names.Length; i++)
        {
            var column = frame.Columns[i];
            WriteEntry(archive, names[i], column);
            // NaN and null are the same to numpy, so the mask is needed for floating point too.
            if (column.NullCount > 0 && column.Kind is not (ValueKind.DateTimeOffset or ValueKind.TimeSpan))
            {
                WriteEntry(archive, names[i] + NullSuffix, new DataColumn<bool>(column.Info, Nulls(column)));
            }
        }
    }

    public static DataFrame Read(Stream stream, long mostBytes)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, true);
            return ReadArchive(archive, mostBytes);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException
            or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            // A broken zip shows itself in many ways; none of them may reach the caller as a bug of ours.
            throw FrameErrors.Malformed("NPZ", "the zip archive is damaged", null, error);
        }
    }

    private static DataFrame ReadArchive(ZipArchive archive, long mostBytes)
    {
        var columns = new Dictionary<string, DataColumn>(StringComparer.Ordinal);
        var budget = mostBytes;
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal)))
        {
            var name = entry.FullName[..^Extension.Length];
            using var content = entry.Open();
            var counted = new CountingStream(content);
            var column = NpyReader.Read(counted, new ColumnInfo(name.Length > 0 ? name : "column"), budget);
            budget -= counted.Count;
            if (!columns.TryAdd(name, column))
            {
                throw FrameErrors.Malformed("NPZ", $"two arrays are named '{CellText.Visible(name)}'");
            }
        }

        var description = columns.Remove(DescriptionEntry, out var text) && text is DataColumn<string> { Count: > 0 } json
            ? NpzDescription.Parse(json.Values[0])
            : null;
        return Assemble(columns, description);
    }

    private static DataFrame Assemble(Dictionary<string, DataColumn> arrays, NpzDescription? description)
    {
        var entries = description?.Entries(arrays) ?? [.. arrays.Keys.Where(key => !IsMask(key, arrays)).Select(key => (key, (ColumnInfo?)null))];
        var result = new List<DataColumn>();
        foreach (var (entry, info) in entries)
        {
            var column = arrays[entry];
            if (arrays.TryGetValue(entry + NullSuffix, out var mask) && mask is DataColumn<bool> nulls && nulls.Count == column.Count)
            {
                column = WithNulls(column, nulls.Values);
            }

            result.Add(info is null ? column : column.With(info with { Shape = column.Info.Shape }));
        }

        var rows = result.Count == 0 ? 0 : result[0].Count;
        return result.Find(column => column.Count != rows) is { } odd
            ? throw FrameErrors.Malformed("NPZ", $"array '{CellText.Visible(odd.Name)}' has {odd.Count} rows instead of {rows}")
            : new DataFrame(result.DistinctBy(column => column.Name), description?.Metadata);
    }

    private static bool IsMask(string entry, Dictionary<string, DataColumn> arrays) =>
        entry.EndsWith(NullSuffix, StringComparison.Ordinal) && arrays[entry] is DataColumn<bool> && arrays.ContainsKey(entry[..^NullSuffix.Length]);

    private static DataColumn WithNulls(DataColumn column, ReadOnlySpan<bool> nulls)
    {
        var rows = RowIndex.All(column.Count);
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = nulls[row] ? -1 : row;
        }

        return column.TakeOrNull(rows);
    }

    private static bool[] Nulls(DataColumn column)
    {
        var nulls = new bool[column.Count];
        for (var row = 0; row < nulls.Length; row++)
        {
            nulls[row] = column.IsNull(row);
        }

        return nulls;
    }

    /// <summary>Names that are safe to unpack as files and unique without regard to case.</summary>
    private static string[] EntryNames(DataFrame frame)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { DescriptionEntry };
        return [.. frame.Columns.Select(column =>
        {
            var safe = SafeFileName.From(column.Name);
            var name = safe;
            for (var i = 2; used.Contains(name + NullSuffix) || !used.Add(name); i++)
            {
                name = $"{safe}_{i}";
            }

            used.Add(name + NullSuffix);
            return name;
        })];
    }

    private static void WriteEntry(ZipArchive archive, string name, DataColumn column)
    {
        // A fixed time: the same frame gives the same file.
        var entry = archive.CreateEntry(name + Extension, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var content = entry.Open();
        using var buffered = new BufferedStream(content, 1 << 16);
        NpyWriter.Write(column, buffered);
    }
}
