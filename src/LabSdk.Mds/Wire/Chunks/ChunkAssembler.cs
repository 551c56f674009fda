namespace LabSdk.Mds.Wire;

/// <summary>
/// Puts the messages of one device together, one at a time. Memory grows only with what has arrived, whatever length a
/// first chunk claims. Not thread-safe.
/// </summary>
/// <param name="longest">Longest message that is accepted, in bytes. Default 16 MiB.</param>
internal sealed class ChunkAssembler(int longest = 16 * 1024 * 1024)
{
    private const int CrcBytes = 2;
    private byte[] _buffer = new byte[256];
    private int _count;
    private int _total;
    private bool _inProgress;

    /// <summary>Bytes of the message in progress, and its total; both 0 when there is none.</summary>
    public (int Received, int Total) Progress => _inProgress ? (_count, _total) : (0, 0);

    /// <summary>Takes the next chunk.</summary>
    /// <param name="chunk">From a device: hostile.</param>
    /// <param name="message">
    /// The message when it is complete; it lives in this object's memory or in the chunk and is valid until the next call.
    /// </param>
    /// <param name="isValid">True when the checksum of the complete message is right.</param>
    public ChunkResult Add(ReadOnlySpan<byte> chunk, out ReadOnlySpan<byte> message, out bool isValid)
    {
        message = default;
        isValid = false;
        if (!ChunkParts.TryRead(chunk, out var parts))
        {
            return ChunkResult.Invalid;
        }

        return parts.Kind switch
        {
            ChunkKind.Single => Single(parts, out message, out isValid),
            ChunkKind.First => First(parts),
            _ when !_inProgress => ChunkResult.Orphan,
            ChunkKind.Middle => Middle(parts),
            _ => Last(parts, out message, out isValid),
        };
    }

    /// <summary>Gives the message in progress up; true when there was one.</summary>
    public bool Reset()
    {
        var was = _inProgress;
        (_inProgress, _count, _total) = (false, 0, 0);
        return was;
    }

    private ChunkResult Single(ChunkParts parts, out ReadOnlySpan<byte> message, out bool isValid)
    {
        message = parts.Message;
        isValid = Crc16.Compute(message) == parts.Crc(message.Length);
        return Reset() ? ChunkResult.AbandonedThenSingle : ChunkResult.Single;
    }

    private ChunkResult First(ChunkParts parts)
    {
        if (parts.Number > (uint)longest)
        {
            return ChunkResult.Invalid;
        }

        var abandoned = Reset();
        (_inProgress, _total) = (true, (int)parts.Number);
        Append(parts.Data);
        return abandoned ? ChunkResult.AbandonedThenStart : ChunkResult.Start;
    }

    private ChunkResult Middle(ChunkParts parts)
    {
        var end = (long)parts.Number + parts.Data.Length;
        if (end > _total)
        {
            return ChunkResult.Invalid;
        }

        if (parts.Number == (uint)_count)
        {
            Append(parts.Data);
            return ChunkResult.Part;
        }

        if (end <= _count)
        {
            return ChunkResult.Duplicate;
        }

        Reset();
        return ChunkResult.Gap;
    }

    private ChunkResult Last(ChunkParts parts, out ReadOnlySpan<byte> message, out bool isValid)
    {
        message = default;
        isValid = false;
        var length = _total - (long)parts.Number;
        if (length < 0 || parts.Data.Length < length + CrcBytes)
        {
            return ChunkResult.Invalid;
        }

        if (parts.Number != (uint)_count)
        {
            Reset();
            return ChunkResult.Gap;
        }

        Append(parts.Data[..(int)length]);
        message = _buffer.AsSpan(0, _count);
        isValid = Crc16.Compute(message) == parts.Crc((int)length);
        Reset();
        return ChunkResult.Complete;
    }

    private void Append(ReadOnlySpan<byte> data)
    {
        if (_count + data.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_count + data.Length, _buffer.Length * 2));
        }

        data.CopyTo(_buffer.AsSpan(_count));
        _count += data.Length;
    }
}
