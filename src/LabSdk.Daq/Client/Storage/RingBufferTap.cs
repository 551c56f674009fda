using System.Runtime.CompilerServices;
using LabSdk.Daq.Wire;

namespace LabSdk.Daq;

/// <summary>
/// Reads the daemon's ring buffer in shared memory: scan points and camera images as the daemon writes them, without the
/// network. Best effort: the buffer was made for one process, so records that come faster than they are read are lost and counted.
/// </summary>
/// <remarks>Not thread-safe: one reader at a time. Open several taps for several readers.</remarks>
public sealed class RingBufferTap : IDisposable
{
    private const int MostTries = 500;
    private static readonly TimeSpan LongestTry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _time;
    private MappedRingMemory _memory;
    private RingReader _reader;
    private ulong _lostBefore;
    private ulong _lostTold;
    private bool _reopened;

    private RingBufferTap(string path, MappedRingMemory memory, bool fromOldest, TimeProvider time)
    {
        _path = path;
        _memory = memory;
        _reader = new RingReader(memory, fromOldest);
        _time = time;
    }

    /// <summary>Bytes that were overwritten before they could be read, since the tap was opened.</summary>
    public ulong LostBytes => _lostBefore + _reader.LostBytes;

    /// <summary>Opens a ring buffer file.</summary>
    /// <param name="path">The file, usually <c>/dev/shm/rust_daq_scan_data.buf</c>; the daemon names it.</param>
    /// <param name="fromOldest">True to begin with the oldest record that is still there; false with the next one.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="LabConnectionException">The file cannot be opened: not on the daemon's computer, or as another user.</exception>
    /// <exception cref="ProtocolException">The file is no ring buffer.</exception>
    public static RingBufferTap Open(string path, bool fromOldest = false, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var memory = new MappedRingMemory(path);
            try
            {
                return new RingBufferTap(path, memory, fromOldest, time ?? TimeProvider.System);
            }
            catch
            {
                memory.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new LabConnectionException(
                DaqErrorIds.RingUnavailable, $"The ring buffer '{path}' cannot be opened: {failure.Message.TrimEnd('.')}.",
                "It can be read only on the daemon's own computer and by the daemon's own user.", isTransient: false, failure);
        }
    }

    /// <summary>Reads the records that are there now; empty when there is none.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LabConnectionException">The writer gave no quiet moment within 500 ms.</exception>
    /// <exception cref="ProtocolException">A record is broken; the next read goes on at the newest one.</exception>
    public async Task<IReadOnlyList<RingRecord>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var payloads = new List<byte[]>();
        var started = _time.GetTimestamp();
        for (var attempt = 1; !_reader.TryRead(payloads); attempt++)
        {
            if (payloads.Count > 0)
            {
                break;
            }

            if (attempt == MostTries || _time.GetElapsedTime(started) > LongestTry)
            {
                throw RingErrors.Busy();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), _time, cancellationToken).ConfigureAwait(false);
        }

        var records = new RingRecord[payloads.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = RingRecord.Parse(payloads[i]);
        }

        if (records.Length > 0)
        {
            records[0] = records[0] with { LostBytesBefore = LostBytes - _lostTold, IsAfterReopen = _reopened };
            _lostTold = LostBytes;
            _reopened = false;
        }

        return records;
    }

    /// <summary>Streams records as they come. A buffer that the daemon creates anew is followed.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<RingRecord> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var quietSince = _time.GetTimestamp();
        while (true)
        {
            var records = await ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var record in records)
            {
                yield return record;
            }

            if (records.Count > 0)
            {
                quietSince = _time.GetTimestamp();
                continue;
            }

            if (_time.GetElapsedTime(quietSince) >= IdleCheck)
            {
                FollowNewFile();
                quietSince = _time.GetTimestamp();
            }

            await Task.Delay(Poll, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>A restarted daemon makes a new file under the old name; the mapping still shows the old one.</summary>
    private void FollowNewFile()
    {
        MappedRingMemory? memory = null;
        try
        {
            memory = new MappedRingMemory(_path);
            if (RingHeader.Read(memory).StreamId == _reader.StreamId)
            {
                memory.Dispose();
                return;
            }

            var reader = new RingReader(memory, fromOldest: true);
            _lostBefore += _reader.LostBytes;
            _memory.Dispose();
            (_memory, _reader, _reopened) = (memory, reader, true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ProtocolException)
        {
            // Gone or half made: the old mapping stays until the new file is whole.
            memory?.Dispose();
        }
    }
}
