using LabSdk.Mds.Wire;

namespace LabSdk.Simulation.Mds;

/// <summary>
/// The messages that wait on a device, cut into chunks one at a time. Order as in the firmware: coredumps first, then
/// events, logs, recordings. Not thread-safe.
/// </summary>
internal sealed class Packetizer
{
    private const int TypeMask = 0x3F;
    private readonly Queue<byte[]>[] _messages = [new(), new(), new(), new()];
    private IReadOnlyList<byte[]> _chunks = [];
    private Queue<byte[]>? _source;
    private int _next;

    /// <summary>Messages that have not been sent whole.</summary>
    public int Waiting => _messages.Sum(queue => queue.Count);

    public void Add(byte[] message)
    {
        // Types are 1 coredump, 2 event, 3 log, 4 recording: the order in which they are drained.
        _messages[Math.Clamp((message[0] & TypeMask) - 1, 0, _messages.Length - 1)].Enqueue(message);
    }

    /// <summary>The chunk to send now; null when nothing waits. The same again until <see cref="Sent"/> or <see cref="Abort"/>.</summary>
    public byte[]? Peek(int chunkSize)
    {
        if (_source is null)
        {
            _source = Array.Find(_messages, queue => queue.Count > 0);
            if (_source is null)
            {
                return null;
            }

            _chunks = ChunkWriter.Cut(_source.Peek(), chunkSize);
            _next = 0;
        }

        return _chunks[_next];
    }

    /// <summary>The chunk has gone out.</summary>
    public void Sent()
    {
        if (++_next == _chunks.Count)
        {
            _source!.Dequeue();
            _source = null;
        }
    }

    /// <summary>The message begins again.</summary>
    public void Abort() => _source = null;
}
