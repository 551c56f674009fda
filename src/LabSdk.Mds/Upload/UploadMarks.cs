namespace LabSdk.Mds.Upload;

/// <summary>Remembers which packet became which chunk of which uploader, for the newest packets. Thread-safe.</summary>
internal sealed class UploadMarks
{
    private const int Kept = 100_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (ChunkUploader? Uploader, long Number)> _marks = [];
    private readonly Queue<long> _order = new();

    /// <summary>Notes a packet.</summary>
    /// <param name="packet">Its index.</param>
    /// <param name="uploader">Who took it; null when nobody did because the queue was full.</param>
    /// <param name="number">The uploader's number for it.</param>
    public void Add(long packet, ChunkUploader? uploader, long number)
    {
        lock (_gate)
        {
            if (_marks.TryAdd(packet, (uploader, number)))
            {
                _order.Enqueue(packet);
            }

            if (_order.Count > Kept)
            {
                _marks.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>What became of a packet's chunk.</summary>
    public ChunkUploadState Of(long packet)
    {
        lock (_gate)
        {
            return !_marks.TryGetValue(packet, out var mark) ? ChunkUploadState.None : mark.Uploader?.StateOf(mark.Number) ?? ChunkUploadState.Refused;
        }
    }
}
