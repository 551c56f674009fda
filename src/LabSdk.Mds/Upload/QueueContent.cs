using System.Buffers.Binary;

namespace LabSdk.Mds.Upload;

/// <summary>What a queue holds, as the records of its file make it. Not thread-safe.</summary>
internal sealed class QueueContent
{
    public Queue<QueuedChunk> Pending { get; } = new();

    public List<(long Number, byte[] Data, int Status)> Rejected { get; } = [];

    public long LastNumber { get; private set; }

    public int Count => Pending.Count + Rejected.Count;

    public void Apply(JournalRecordKind kind, long number, ReadOnlySpan<byte> payload)
    {
        LastNumber = Math.Max(LastNumber, number);
        switch (kind)
        {
            case JournalRecordKind.Chunk:
                Pending.Enqueue(new QueuedChunk(number, payload.ToArray()));
                break;
            case JournalRecordKind.Sent:
                TakeUpTo(number);
                break;
            case JournalRecordKind.Rejected:
                var status = payload.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(payload) : 0;
                Rejected.AddRange(TakeUpTo(number).Select(chunk => (chunk.Number, chunk.Data, status)));
                break;
            case JournalRecordKind.Forgotten:
                Rejected.RemoveAll(chunk => chunk.Number <= number);
                break;
        }
    }

    private List<QueuedChunk> TakeUpTo(long number)
    {
        var taken = new List<QueuedChunk>();
        while (Pending.TryPeek(out var chunk) && chunk.Number <= number)
        {
            taken.Add(Pending.Dequeue());
        }

        return taken;
    }
}
