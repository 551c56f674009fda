using System.Buffers.Binary;
using System.Globalization;

namespace LabSdk.Fleet.Wire;

/// <summary>
/// Cuts what arrives into messages, over any split; bytes behind a message stay for the next one. Memory grows with what has
/// arrived, never with what a length field promises.
/// </summary>
/// <remarks>
/// A length beyond the limit is no error by itself, as with the reference: the peer may be none of ours and fall silent, which
/// is then a timeout. It becomes an error when more than the limit has arrived; until then the bytes are thrown away.
/// </remarks>
internal sealed class FrameBuffer(int maximumMessage)
{
    private const int SmallestBuffer = 4096;
    private const int LargestKept = 1024 * 1024;
    private byte[] _bytes = new byte[SmallestBuffer];
    private int _start, _end;
    private uint _discarding;
    private long _discarded;

    /// <summary>Bytes that belong to a message which is not complete.</summary>
    public long Pending => _discarding == 0 ? _end - _start : FrameWriter.HeaderSize + _discarded;

    /// <summary>Memory held.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Where the next bytes go; at least one byte long. Messages that were taken before are no longer good.</summary>
    public Memory<byte> Free()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_bytes.Length > LargestKept)
            {
                _bytes = new byte[SmallestBuffer];
            }
        }
        else if (_end == _bytes.Length)
        {
            MakeRoom();
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>Tells how many bytes were put there.</summary>
    public void Arrived(int count) => _end += count;

    /// <summary>Takes the next message, if it is complete. It is good until <see cref="Free"/>.</summary>
    /// <exception cref="FleetProtocolErrorException">More bytes than the limit have arrived for one message.</exception>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (_discarding != 0)
        {
            Discard();
            return false;
        }

        if (_end - _start < FrameWriter.HeaderSize)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(_start));
        if (length > maximumMessage)
        {
            _discarding = length;
            _start += FrameWriter.HeaderSize;
            Discard();
            return false;
        }

        if (_end - _start - FrameWriter.HeaderSize < length)
        {
            return false;
        }

        message = _bytes.AsMemory(_start + FrameWriter.HeaderSize, (int)length);
        _start += FrameWriter.HeaderSize + (int)length;
        return true;
    }

    /// <summary>What is there of a message that is not complete, for error texts.</summary>
    public string Describe()
    {
        var arrived = _end - _start;
        if (_discarding != 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_discarded} bytes of a message that claims to have {_discarding}, which is more than the limit of {maximumMessage}: the peer is perhaps no gateway");
        }

        return arrived == 0 ? "no byte of an answer"
            : arrived < FrameWriter.HeaderSize ? string.Create(CultureInfo.InvariantCulture, $"{arrived} of 4 bytes of a length")
            : string.Create(CultureInfo.InvariantCulture, $"{arrived - FrameWriter.HeaderSize} of {BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(_start))} bytes of a message");
    }

    private void Discard()
    {
        _discarded += _end - _start;
        _start = _end = 0;
        if (_discarded > maximumMessage)
        {
            throw new FleetProtocolErrorException(
                FleetErrorCode.NotOk,
                $"A message claims to have {_discarding.ToString(CultureInfo.InvariantCulture)} bytes, and more than the limit of {maximumMessage.ToString(CultureInfo.InvariantCulture)} have come.",
                "Check the port: the peer is perhaps no gateway. Raise FleetOptions.MaxMessageSize if messages can be that large.");
        }
    }

    private void MakeRoom()
    {
        var count = _end - _start;
        var target = _bytes;
        if (_start < _bytes.Length / 2)
        {
            target = new byte[(int)Math.Min((long)_bytes.Length * 2, Math.Max((long)maximumMessage + FrameWriter.HeaderSize, _bytes.Length + 1L))];
        }

        _bytes.AsSpan(_start, count).CopyTo(target);
        (_bytes, _start, _end) = (target, 0, count);
    }
}
