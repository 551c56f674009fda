using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace LabSdk.Simulation.Odp;

/// <summary>A segment in a file that holds the batches as they came, as the files of a Kafka broker do.</summary>
internal sealed class FileSegment : LogSegment
{
    /// <summary>A segment is full at this size.</summary>
    public const int Limit = 64 * 1024 * 1024;

    private readonly string _path;
    private readonly SafeFileHandle _file;

    private FileSegment(string path, long baseOffset, FileMode mode)
        : base(baseOffset)
    {
        _path = path;
        _file = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
    }

    public static FileSegment Create(string folder, long baseOffset) =>
        new(Path.Combine(folder, baseOffset.ToString("D20", CultureInfo.InvariantCulture) + ".log"), baseOffset, FileMode.CreateNew);

    /// <summary>The segments in a folder, the oldest first.</summary>
    public static IEnumerable<(string Path, long BaseOffset)> Find(string folder) =>
        Directory.EnumerateFiles(folder, "*.log")
            .Select(path => (path, Base: long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1))
            .Where(found => found.Base >= 0)
            .OrderBy(found => found.Base);

    /// <summary>
    /// Opens a segment and cuts off what is no whole batch at its end. Torn writes can only be in the last segment, so that
    /// only its checksums are compared.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="baseOffset">Its first offset, from its name.</param>
    /// <param name="isLast">True to compare checksums.</param>
    /// <param name="found">Called for each batch.</param>
    /// <param name="cut">Bytes that were cut off.</param>
    public static FileSegment Open(string path, long baseOffset, bool isLast, Action<RecordBatch> found, out long cut)
    {
        var segment = new FileSegment(path, baseOffset, FileMode.Open);
        try
        {
            cut = segment.Recover(isLast, found);
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    public override ReadOnlyMemory<byte> Read(int position, int size)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(size);
        return RandomAccess.Read(_file, bytes, position) == size ? bytes : throw new IOException($"{_path} is shorter than it was.");
    }

    public override void Delete()
    {
        Dispose();
        File.Delete(_path);
    }

    public override void Dispose() => _file.Dispose();

    protected override void Write(ReadOnlySpan<byte> bytes, int position)
    {
        try
        {
            RandomAccess.Write(_file, bytes, position);
        }
        catch (IOException)
        {
            // A disk that is full may have taken a part.
            RandomAccess.SetLength(_file, position);
            throw;
        }
    }

    private long Recover(bool isLast, Action<RecordBatch> found)
    {
        var length = RandomAccess.GetLength(_file);
        Span<byte> header = stackalloc byte[RecordBatch.HeaderSize];
        while (RandomAccess.Read(_file, header, Size) == header.Length
            && RecordBatch.Read(header, out var batch) == KafkaErrorCode.None
            && Size + (long)batch.Size <= Math.Min(length, int.MaxValue)
            && batch.BaseOffset >= End && batch.LastOffsetDelta >= 0)
        {
            if (isLast && RecordBatch.Check(Read(Size, batch.Size).Span, out _) != KafkaErrorCode.None)
            {
                break;
            }

            Add(batch, batch.BaseOffset);
            found(batch);
        }

        if (length > Size)
        {
            RandomAccess.SetLength(_file, Size);
        }

        return length - Size;
    }
}
