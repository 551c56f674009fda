using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LabSdk.Mds.Upload;

/// <summary>
/// The file behind a queue: every change is appended in one write before it counts, so a killed process loses nothing that
/// was accepted. A half-written end is cut off; damage before the end is kept aside, never thrown away. The file holds
/// chunks and the data URI, never the key.
/// </summary>
internal sealed class QueueJournal : IDisposable
{
    // Below this the file is not worth cleaning.
    private const long SmallestWaste = 1024 * 1024;

    private readonly string _path;
    private readonly string _uri;
    private readonly FileStream _lock;
    private FileStream _file;
    private long _live;

    private QueueJournal(string path, string uri, FileStream held, FileStream file) => (_path, _uri, _lock, _file) = (path, uri, held, file);

    /// <summary>A copy of what could not be read when the file was opened; null when all could.</summary>
    public string? DamagedFile { get; private set; }

    /// <summary>Opens the file of a data URI and fills the queue with what it holds.</summary>
    /// <param name="folder">Made when missing.</param>
    /// <param name="uri">The data URI; the file's name is made of its hash, since a device gives it.</param>
    /// <param name="state">What is filled.</param>
    /// <exception cref="LabConfigurationException">The file cannot be used, or another process uses it.</exception>
    public static QueueJournal Open(string folder, string uri, QueueContent state)
    {
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uri)))[..32] + ".mdsqueue");
        FileStream? held = null;
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file = OpenFile(path);
            var journal = new QueueJournal(path, uri, held, file);
            journal.Load(state);
            return journal;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            file?.Dispose();
            held?.Dispose();
            throw new LabConfigurationException(
                MdsErrorIds.QueueFile, $"The upload queue in '{folder}' cannot be used: {error.Message}", "Another process may use it for the same device, or the folder may not be writable.", innerException: error);
        }
    }

    /// <summary>Appends a record; false when the file could not be written, and then it is as it was before.</summary>
    public bool TryAppend(JournalRecordKind kind, long number, ReadOnlySpan<byte> payload)
    {
        var record = JournalRecord.Write(kind, number, payload);
        var end = _file.Length;
        try
        {
            _file.Position = end;
            _file.Write(record);
            return true;
        }
        catch (IOException)
        {
            TryCut(end);
            return false;
        }
    }

    /// <summary>Frees the space of what was sent, when there is enough of it. The change is one rename.</summary>
    public void Clean(QueueContent state)
    {
        if (_file.Length - _live <= Math.Max(SmallestWaste, _live))
        {
            return;
        }

        var fresh = _path + ".new";
        try
        {
            using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                WriteAll(file, state);
            }

            Replace(fresh);
            _live = _file.Length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No space for the clean copy: the old file goes on, longer than it need be.
            _live = _file.Length;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    // Unbuffered: what was written is with the system, whatever happens to this process.
    private static FileStream OpenFile(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    private void Load(QueueContent state)
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var at = 0;
        while (JournalRecord.TryRead(bytes.AsSpan(at), out var kind, out var number, out var payload))
        {
            state.Apply(kind, number, payload);
            at += JournalRecord.Overhead + payload.Length;
        }

        if (at < bytes.Length && !KeepAside(bytes.AsSpan(at), state))
        {
            _file.SetLength(at);
        }

        if (at == 0)
        {
            TryAppend(JournalRecordKind.Header, 0, Encoding.UTF8.GetBytes(_uri));
        }

        Clean(state);
    }

    // A record that was being written when the process died was never accepted. Anything else is somebody's data: records
    // behind the damage are still found, because each one carries its checksum. True when there were such, and the file is new.
    private bool KeepAside(ReadOnlySpan<byte> rest, QueueContent state)
    {
        var later = new List<(JournalRecordKind Kind, long Number, byte[] Payload)>();
        for (var at = 1; at < rest.Length;)
        {
            if (JournalRecord.TryRead(rest[at..], out var kind, out var number, out var payload))
            {
                later.Add((kind, number, payload.ToArray()));
                at += JournalRecord.Overhead + payload.Length;
            }
            else
            {
                at++;
            }
        }

        if (later.Count == 0)
        {
            return false;
        }

        DamagedFile = _path + ".damaged";
        File.WriteAllBytes(DamagedFile, rest);
        foreach (var (kind, number, payload) in later)
        {
            state.Apply(kind, number, payload);
        }

        using (var file = new FileStream(_path + ".new", FileMode.Create, FileAccess.Write))
        {
            WriteAll(file, state);
        }

        Replace(_path + ".new");
        return true;
    }

    // Opened first: if that fails, the old file is still there and open.
    private void Replace(string fresh)
    {
        var next = OpenFile(fresh);
        try
        {
            File.Move(fresh, _path, overwrite: true);
        }
        catch
        {
            next.Dispose();
            throw;
        }

        _file.Dispose();
        _file = next;
    }

    private void WriteAll(Stream file, QueueContent state)
    {
        file.Write(JournalRecord.Write(JournalRecordKind.Header, 0, Encoding.UTF8.GetBytes(_uri)));
        Span<byte> status = stackalloc byte[4];
        foreach (var (number, data, code) in state.Rejected)
        {
            file.Write(JournalRecord.Write(JournalRecordKind.Chunk, number, data));
            BinaryPrimitives.WriteInt32LittleEndian(status, code);
            file.Write(JournalRecord.Write(JournalRecordKind.Rejected, number, status));
        }

        foreach (var chunk in state.Pending)
        {
            file.Write(JournalRecord.Write(JournalRecordKind.Chunk, chunk.Number, chunk.Data));
        }

        // So that numbers go on rising although everything was sent.
        file.Write(JournalRecord.Write(JournalRecordKind.Sent, state.Pending.Count > 0 ? state.Pending.Peek().Number - 1 : state.LastNumber, []));
    }

    private void TryCut(long length)
    {
        try
        {
            _file.SetLength(length);
        }
        catch (IOException)
        {
            // What is left of the record is cut off by its checksum when the file is opened again.
        }
    }
}
