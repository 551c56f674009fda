using LabSdk.Mds.Wire;

namespace LabSdk.Mds.Client;

/// <summary>From chunks to messages, with numbers, times and counters. Not thread-safe: the client calls it under its lock.</summary>
internal sealed class MessageIntake(int longestMessage)
{
    private const byte TypeMask = 0x3F;
    private readonly ChunkAssembler _assembler = new(longestMessage);
    private DateTimeOffset _startedAt;
    private MdsMessageType? _type;
    private MdsEventType? _eventType;
    private int _chunks;
    private long _number;

    public long Valid { get; private set; }

    public long Bad { get; private set; }

    public long Abandoned { get; private set; }

    public long Stray { get; private set; }

    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">From the device: hostile.</param>
    /// <param name="now">When it came.</param>
    /// <param name="completed">The message it completes; null when it completes none.</param>
    /// <param name="abandoned">The message that is given up because of it; null when none is.</param>
    public ChunkInfo Add(ReadOnlySpan<byte> chunk, DateTimeOffset now, out ReceivedMessage? completed, out ReceivedMessage? abandoned)
    {
        (completed, abandoned) = (null, null);
        var before = _assembler.Progress;
        var result = _assembler.Add(chunk, out var message, out var isValid);
        var kind = ChunkParts.TryRead(chunk, out var parts) ? parts.Kind : ChunkKind.Unknown;
        if (result is ChunkResult.Gap or ChunkResult.AbandonedThenStart or ChunkResult.AbandonedThenSingle)
        {
            abandoned = GiveUp(before, now);
        }

        if (result is ChunkResult.Start or ChunkResult.AbandonedThenStart or ChunkResult.Single or ChunkResult.AbandonedThenSingle)
        {
            (_startedAt, _type, _eventType, _chunks) = (now, TypeOf(parts.Data), EventPeek.Read(parts.Data), 0);
            _number++;
        }

        if (result is ChunkResult.Invalid or ChunkResult.Orphan or ChunkResult.Gap)
        {
            Stray++;
            return new ChunkInfo { Kind = kind, Result = result, Offset = OffsetOf(kind, parts.Number) };
        }

        _chunks++;
        var isComplete = result is ChunkResult.Single or ChunkResult.AbandonedThenSingle or ChunkResult.Complete;
        var (received, total) = isComplete ? (message.Length, message.Length) : _assembler.Progress;
        if (isComplete)
        {
            (Valid, Bad) = isValid ? (Valid + 1, Bad) : (Valid, Bad + 1);
            completed = new ReceivedMessage(message.ToArray(), isValid)
            {
                Number = _number, Received = received, Total = total, Chunks = _chunks, StartedAt = _startedAt, EndedAt = now, Type = _type,
            };
        }

        return new ChunkInfo
        {
            Kind = kind,
            Result = result,
            Offset = OffsetOf(kind, parts.Number),
            Message = _number,
            Received = received,
            Total = total,
            MessageType = _type,
            EventType = _eventType,
            IsValid = isComplete ? isValid : null,
        };
    }

    /// <summary>Gives up the message in progress because the device was lost; null when there is none.</summary>
    public ReceivedMessage? Reset(DateTimeOffset now)
    {
        var before = _assembler.Progress;
        return _assembler.Reset() ? GiveUp(before, now) : null;
    }

    private ReceivedMessage GiveUp((int Received, int Total) progress, DateTimeOffset now)
    {
        Abandoned++;
        return new ReceivedMessage([], isValid: false)
        {
            Number = _number, IsAbandoned = true, Received = progress.Received, Total = progress.Total, Chunks = _chunks, StartedAt = _startedAt, EndedAt = now, Type = _type,
        };
    }

    private static MdsMessageType? TypeOf(ReadOnlySpan<byte> data) =>
        !data.IsEmpty && (data[0] & TypeMask) is >= 1 and <= 4 ? (MdsMessageType)(data[0] & TypeMask) : null;

    private static long? OffsetOf(ChunkKind kind, uint number) => kind switch
    {
        ChunkKind.Single or ChunkKind.First => 0,
        ChunkKind.Middle or ChunkKind.Last => number,
        _ => null,
    };
}
