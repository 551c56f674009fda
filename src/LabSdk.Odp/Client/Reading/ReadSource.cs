namespace LabSdk.Odp.Client;

/// <summary>A partition that is read, for one session or several that share it. Changed by the reading loop alone.</summary>
internal sealed class ReadSource(string stream, OdpPacketOrigin origin, string topic, int partition)
{
    private long _position;
    private long _end;
    private long _lastTime = -1;

    public string Stream => stream;

    public OdpPacketOrigin Origin => origin;

    public string Topic => topic;

    public int Partition => partition;

    public bool IsEssentials => origin == OdpPacketOrigin.Essentials;

    /// <summary>The next record to read.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        set
        {
            Volatile.Write(ref _position, value);
            End = Math.Max(End, value);
        }
    }

    /// <summary>The end of the partition, as far as is known.</summary>
    public long End
    {
        get => Volatile.Read(ref _end);
        set => Volatile.Write(ref _end, value);
    }

    /// <summary>The end when it was opened.</summary>
    public long OpeningEnd { get; init; }

    /// <summary>The last record that was really read; -1 for none.</summary>
    public long LastRead { get; private set; } = -1;

    /// <summary>After going back: records behind this one are left over from before, until one at or before it comes.</summary>
    public long? StaleAfter { get; private set; }

    /// <summary>The transport reads it.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>Nothing more is wanted of it.</summary>
    public bool IsComplete { get; set; }

    public TopicOffset Place => new(topic, partition, Position);

    /// <summary>Takes a record's place; false when it is left over from before going back.</summary>
    public bool Take(in KafkaRecord record)
    {
        if (StaleAfter is { } last)
        {
            if (record.Offset > last)
            {
                return false;
            }

            StaleAfter = null;
        }

        Position = record.Offset + 1;
        LastRead = record.Offset;
        Volatile.Write(ref _lastTime, record.TimestampMs);
        return true;
    }

    public void TakeEnd(long offset)
    {
        if (StaleAfter is null)
        {
            Position = Math.Max(Position, offset);
            End = offset;
        }
    }

    public void TakeGap(long resumed)
    {
        StaleAfter = null;
        End = resumed;
        Position = resumed;
    }

    /// <summary>Goes back, for a session that begins before what was read; false when nothing was passed over.</summary>
    public bool GoBack(long offset)
    {
        if (offset >= Position || LastRead < offset)
        {
            return false;
        }

        StaleAfter ??= LastRead;
        Position = offset;
        return true;
    }

    public OdpStreamState ToState() => new(
        stream, origin, topic, partition, Position, End, Volatile.Read(ref _lastTime) is >= 0 and var time ? (ulong)time * 1_000_000 : null,
        IsComplete ? OdpStreamCondition.Complete : Position >= End ? OdpStreamCondition.AtEnd : OdpStreamCondition.Reading);
}
