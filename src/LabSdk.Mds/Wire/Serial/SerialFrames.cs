namespace LabSdk.Mds.Wire;

/// <summary>
/// Cuts a byte stream of a serial line into frames. LabSdk's own convention, not MDS: COBS, ended by a zero; the first byte
/// is the channel.
/// </summary>
internal sealed class SerialFrames
{
    /// <summary>The longest frame, channel included.</summary>
    public const int Longest = MdsLimits.ReportBuffer;

    private readonly byte[] _coded = new byte[Cobs.LongestCoded(Longest)];
    private readonly byte[] _frame = new byte[Longest];
    private int _count;
    private bool _isTooLong;

    /// <summary>Frames that could not be read.</summary>
    public long Broken { get; private set; }

    /// <summary>Takes bytes and hands each frame over as it ends.</summary>
    /// <param name="bytes">From the line: hostile.</param>
    /// <param name="take">Gets a frame; valid during the call.</param>
    public void Add(ReadOnlySpan<byte> bytes, Action<ReadOnlyMemory<byte>> take)
    {
        foreach (var value in bytes)
        {
            if (value != 0)
            {
                _isTooLong |= _count == _coded.Length;
                if (!_isTooLong)
                {
                    _coded[_count++] = value;
                }

                continue;
            }

            var length = _isTooLong ? -1 : Cobs.Decode(_coded.AsSpan(0, _count), _frame);
            if (length > 0)
            {
                take(_frame.AsMemory(0, length));
            }
            else if (_count > 0 || _isTooLong)
            {
                Broken++;
            }

            (_count, _isTooLong) = (0, false);
        }
    }

    /// <summary>A frame as it goes onto the line, its zero included.</summary>
    public static byte[] Write(byte channel, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = new byte[1 + payload.Length];
        frame[0] = channel;
        payload.CopyTo(frame[1..]);
        var coded = new byte[Cobs.LongestCoded(frame.Length) + 1];
        var length = Cobs.Encode(frame, coded);
        return coded[..(length + 1)];
    }
}
