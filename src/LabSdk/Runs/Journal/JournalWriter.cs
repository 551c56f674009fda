using System.Text.Json;
using LabSdk.Data;
using LabSdk.Framing;

namespace LabSdk;

/// <summary>
/// Writes records at the end of a journal, one call to the operating system each. What is not written whole is cut off again, so
/// that the next record follows a whole one.
/// </summary>
/// <remarks>For one thread at a time: the flow of the scan.</remarks>
internal sealed class JournalWriter : IDisposable
{
    private readonly IJournalFile _file;
    private readonly JournalSync _sync;
    private byte[] _buffer = new byte[512];
    private JournalRow? _row;
    private long _end;
    private bool _isTorn;

    private JournalWriter(IJournalFile file, string path, JournalSync sync, long end)
    {
        (_file, Path, _sync, _end) = (file, path, sync, end);
    }

    public string Path { get; }

    /// <summary>Begins a journal: header, start and descriptor are written when this returns.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static JournalWriter Create(IJournalFile file, string path, JournalSync sync, JournalStart start, JournalDescriptor descriptor)
    {
        var writer = new JournalWriter(file, path, sync, 0);
        try
        {
            var header = new byte[JournalFormat.HeaderBytes];
            JournalFormat.WriteHeader(header);
            writer.Put(header);
            writer.Append(JournalRecordKind.Start, start);
            writer.Describe(descriptor);
            return writer;
        }
        catch (JournalException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a journal after its last whole record; what stands behind that is cut off.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static JournalWriter Continue(IJournalFile file, string path, JournalSync sync, long end, JournalResumed resumed, JournalDescriptor descriptor)
    {
        var writer = new JournalWriter(file, path, sync, end) { _isTorn = true };
        try
        {
            writer.Append(JournalRecordKind.Resumed, resumed);
            writer.Describe(descriptor);
            return writer;
        }
        catch (JournalException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a journal for single documents behind its end.</summary>
    public static JournalWriter At(IJournalFile file, string path, long end) => new(file, path, JournalSync.System, end) { _isTorn = true };

    /// <summary>Writes a row. It is safe from every end of this process when this returns.</summary>
    /// <exception cref="JournalException">It could not be written; the journal ends with the row before.</exception>
    public void Append(long index, TimeSpan elapsed, bool isComplete, ReadOnlySpan<DataValue> cells)
    {
        var length = _row!.Measure(cells);
        var body = Body(JournalRecordKind.Row, length);
        _row.Write(body, index, elapsed, isComplete, cells);
        PutRecord(length + 1);
    }

    /// <exception cref="JournalException">It could not be written; the journal ends with the record before.</exception>
    public void Append<T>(JournalRecordKind kind, T document)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, JournalJson.Options);
        json.CopyTo(Body(kind, json.Length));
        PutRecord(json.Length + 1);
    }

    public void Dispose() => _file.Dispose();

    private void Describe(JournalDescriptor descriptor)
    {
        Append(JournalRecordKind.Descriptor, descriptor);
        _row = new JournalRow(descriptor.Columns);
    }

    private Span<byte> Body(JournalRecordKind kind, int length)
    {
        if (length >= JournalFormat.LongestBody)
        {
            throw new JournalException(JournalErrorIds.NotWritten, $"A point has {length} bytes; a journal holds points of at most {JournalFormat.LongestBody} bytes.", "Read a smaller image, or switch the journal off with Journal(false).");
        }

        var size = JournalFormat.RecordHeadBytes + 1 + length;
        if (_buffer.Length < size)
        {
            _buffer = new byte[Math.Max(size, (int)Math.Min(Array.MaxLength, _buffer.Length * 2L))];
        }

        _buffer[JournalFormat.RecordHeadBytes] = (byte)kind;
        return _buffer.AsSpan(JournalFormat.RecordHeadBytes + 1, length);
    }

    private void PutRecord(int bodyLength)
    {
        var record = _buffer.AsSpan(0, JournalFormat.RecordHeadBytes + bodyLength);
        RecordFraming.Seal(record);
        Put(record);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (_isTorn)
            {
                _file.Truncate(_end);
                _isTorn = false;
            }

            _file.Write(bytes, _end);
            if (_sync == JournalSync.EachRow)
            {
                _file.Flush();
            }

            _end += bytes.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _isTorn = true;
            TryCut();
            throw JournalException.NotWritten(Path, error);
        }
    }

    private void TryCut()
    {
        try
        {
            _file.Truncate(_end);
            _isTorn = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Tried again before the next record; a reader leaves the torn record out anyway.
        }
    }
}
