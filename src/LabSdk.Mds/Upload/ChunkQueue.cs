using System.Buffers.Binary;

namespace LabSdk.Mds.Upload;

/// <summary>Chunks in the order they came, bounded, with a file behind it where one is wished.</summary>
internal sealed class ChunkQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly QueueContent _content = new();
    private readonly QueueJournal? _journal;
    private readonly int _capacity;
    private readonly bool _keepsRejected;

    public ChunkQueue(string uri, UploadOptions options)
    {
        (_capacity, _keepsRejected) = (options.QueueCapacity, options.KeepRejected);
        _journal = options.QueueFolder is { } folder && !options.DryRun ? QueueJournal.Open(folder, uri, _content) : null;
    }

    /// <summary>A copy of what could not be read from the file; null when all could.</summary>
    public string? DamagedFile => _journal?.DamagedFile;

    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _content.Pending.Count;
            }
        }
    }

    public IReadOnlyList<RejectedChunk> Rejected
    {
        get
        {
            lock (_gate)
            {
                return [.. _content.Rejected.Select(chunk => new RejectedChunk(chunk.Data, chunk.Status))];
            }
        }
    }

    /// <summary>Adds a chunk; false when the queue is full.</summary>
    /// <param name="data">Belongs to the queue from now on.</param>
    /// <param name="isInFile">False when there should be a file, and it could not be written.</param>
    public bool TryAdd(byte[] data, out bool isInFile) => TryAdd(data, out isInFile, out _);

    /// <summary>Adds a chunk; false when the queue is full. Its number is that by which <see cref="StateOf"/> knows it.</summary>
    public bool TryAdd(byte[] data, out bool isInFile, out long number)
    {
        lock (_gate)
        {
            (isInFile, number) = (true, 0);
            if (_content.Count >= _capacity)
            {
                return false;
            }

            number = _content.LastNumber + 1;
            isInFile = _journal?.TryAppend(JournalRecordKind.Chunk, number, data) ?? true;
            _content.Apply(JournalRecordKind.Chunk, number, data);
            return true;
        }
    }

    /// <summary>The first chunks, as many as fit into a request; they stay in the queue.</summary>
    public IReadOnlyList<QueuedChunk> Peek(int chunks, int bytes)
    {
        lock (_gate)
        {
            var batch = new List<QueuedChunk>(Math.Min(chunks, _content.Pending.Count));
            foreach (var chunk in _content.Pending)
            {
                bytes -= chunk.Data.Length;
                if (batch.Count == chunks || (bytes < 0 && batch.Count > 0))
                {
                    break;
                }

                batch.Add(chunk);
            }

            return batch;
        }
    }

    /// <summary>What became of a chunk.</summary>
    public ChunkUploadState StateOf(long number)
    {
        lock (_gate)
        {
            if (_content.Pending.TryPeek(out var first) && number >= first.Number)
            {
                return ChunkUploadState.Queued;
            }

            return _content.Rejected.Exists(chunk => chunk.Number == number) ? ChunkUploadState.Rejected : ChunkUploadState.Sent;
        }
    }

    /// <summary>Takes sent chunks out.</summary>
    public void Sent(long upTo) => Change(JournalRecordKind.Sent, upTo, []);

    /// <summary>Sets refused chunks aside, or takes them out.</summary>
    public void Reject(long upTo, int status)
    {
        if (!_keepsRejected)
        {
            Sent(upTo);
            return;
        }

        Span<byte> code = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(code, status);
        Change(JournalRecordKind.Rejected, upTo, code);
    }

    /// <summary>Forgets the refused chunks.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            if (_content.Rejected.Count > 0)
            {
                Change(JournalRecordKind.Forgotten, _content.Rejected[^1].Number, []);
            }
        }
    }

    public void Dispose() => _journal?.Dispose();

    private void Change(JournalRecordKind kind, long number, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            // Not written means that these chunks are sent again after a restart: a duplicate, not a loss.
            _journal?.TryAppend(kind, number, payload);
            _content.Apply(kind, number, payload);
            _journal?.Clean(_content);
        }
    }
}
