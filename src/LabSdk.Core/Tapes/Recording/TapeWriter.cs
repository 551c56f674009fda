using System.Text.Json;
using System.Threading.Channels;

namespace LabSdk.Tapes;

/// <summary>
/// Writes a tape beside everything else: whoever has something to record copies it and goes on. What the disk cannot take in time is
/// counted and stands on the tape as a gap at its place.
/// </summary>
internal sealed class TapeWriter : ITapeSink
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TapeOptions _options;
    private readonly TapeFile _file;
    private readonly Task _writing;
    private long _waitingBytes, _gapRecords, _gapBytes, _lostRecords, _lostBytes;
    private int _gaps;
    private volatile string? _ended;

    private TapeWriter(TapeFile file, TapeOptions options)
    {
        (_file, _options) = (file, options);
        _writing = Task.Run(WriteAsync);
    }

    public string Path => _file.Path;

    /// <summary>Whole records in the file.</summary>
    public long Records => _file.Records;

    /// <summary>Size of the file.</summary>
    public long Bytes => _file.Bytes;

    /// <summary>Records that did not get onto the tape.</summary>
    public long LostRecords => Interlocked.Read(ref _lostRecords);

    /// <summary>Their bytes.</summary>
    public long LostBytes => Interlocked.Read(ref _lostBytes);

    /// <summary>Places where something is missing.</summary>
    public int Gaps => Volatile.Read(ref _gaps);

    /// <summary>Why nothing more is recorded: stopped, closed, full, or what the disk said; null while recording.</summary>
    public string? Ended => _ended;

    /// <summary>Creates the file and writes its first record.</summary>
    /// <exception cref="TapeException">It cannot be written.</exception>
    public static TapeWriter Create(string path, TapeOptions options, TapeStart start)
    {
        try
        {
            var file = TapeFile.Create(path, options.Overwrite);
            var entry = TapeEntry.Of(new TapeRecordHead(TapeRecordKind.Start, TapeDirection.None, 0, 0, TimeSpan.Zero), JsonSerializer.SerializeToUtf8Bytes(start, TapeJson.Options));
            file.Put(entry.Span);
            file.Flush();
            entry.Return();
            return new TapeWriter(file, options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw TapeException.NotWritten(path, error);
        }
    }

    public bool MakesRoom(int bytes)
    {
        if (_ended is null && bytes <= TapeFormat.LongestBody && Interlocked.Read(ref _waitingBytes) is var waiting && (waiting == 0 || waiting + bytes <= _options.QueueBytes))
        {
            return true;
        }

        Lose(1, bytes);
        return false;
    }

    public void Take(in TapeEntry entry)
    {
        Interlocked.Add(ref _waitingBytes, entry.Length);
        lock (_gate)
        {
            if (_queue.Writer.TryWrite(new Waiting(entry, _gapRecords, _gapBytes)))
            {
                (_gapRecords, _gapBytes) = (0, 0);
                return;
            }
        }

        Lose(1, entry.Length);
        entry.Return();
    }

    /// <summary>Counts what did not get onto the tape; it stands there as a gap before what comes next.</summary>
    public void Lose(long records, long bytes)
    {
        if (records == 0)
        {
            return;
        }

        Interlocked.Add(ref _lostRecords, records);
        Interlocked.Add(ref _lostBytes, bytes);
        lock (_gate)
        {
            _gaps += _gapRecords == 0 ? 1 : 0;
            (_gapRecords, _gapBytes) = (_gapRecords + records, _gapBytes + bytes);
        }
    }

    /// <summary>Writes what waits and the last record, and closes the file.</summary>
    public Task StopAsync(string reason)
    {
        Interlocked.CompareExchange(ref _ended, reason, null);
        _queue.Writer.TryComplete();
        _stopping.TrySetResult();
        return _writing;
    }

    private async Task WriteAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_queue.Reader.TryRead(out var next))
            {
                Write(next);
                Interlocked.Add(ref _waitingBytes, -next.Entry.Length);
                next.Entry.Return();
            }

            Try(_file.Flush);

            // Whoever records next need not wake anybody; a killed process loses no more than this.
            await Task.WhenAny(Task.Delay(Pause), _stopping.Task).ConfigureAwait(false);
        }

        Try(() =>
        {
            PutGap(_gapRecords, _gapBytes);
            PutStop(_ended ?? "stopped");
        });
        _file.Dispose();
    }

    private void Write(Waiting next)
    {
        if (_file.IsClosed)
        {
            Lose(1, next.Entry.Length);
            return;
        }

        Try(() =>
        {
            PutGap(next.GapRecords, next.GapBytes);
            if (_file.Bytes + next.Entry.Length <= _options.MaximumBytes)
            {
                _file.Put(next.Entry.Span);
                return;
            }

            _ended = "full";
            Lose(1, next.Entry.Length);
            PutStop("full");
            _file.Dispose();
        });
    }

    private void PutGap(long records, long bytes)
    {
        if (records > 0)
        {
            Span<byte> content = stackalloc byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(content, records);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(content[8..], bytes);
            Put(TapeRecordKind.Gap, content);
        }
    }

    private void PutStop(string reason) =>
        Put(TapeRecordKind.Stop, JsonSerializer.SerializeToUtf8Bytes(new TapeStop(reason, _file.Records, LostRecords), TapeJson.Options));

    private void Put(TapeRecordKind kind, ReadOnlySpan<byte> content)
    {
        if (!_file.IsClosed)
        {
            var entry = TapeEntry.Of(new TapeRecordHead(kind, TapeDirection.None, 0, 0, TimeSpan.Zero), content);
            _file.Put(entry.Span);
            _file.Flush();
            entry.Return();
        }
    }

    // The tape must never be what ends an experiment: a disk that fails ends the tape.
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Interlocked.CompareExchange(ref _ended, error.Message, null);
            Lose(1, 0);
            _file.Dispose();
        }
    }

    private readonly record struct Waiting(TapeEntry Entry, long GapRecords, long GapBytes);
}
