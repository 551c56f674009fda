namespace LabSdk.Rig.Tests.Support.Mctp;

/// <summary>MCTP packets on a serial line (DSP0253) as Linux has them: <c>7E 01 length packet FCS-high FCS-low 7E</c>, 7E and 7D in packets escaped.</summary>
internal sealed class SerialFrames
{
    private const byte Mark = 0x7E, Escape = 0x7D, Flip = 0x20, Revision = 1;

    private readonly List<byte> _frame = [];
    private bool _isEscaped;

    /// <summary>Frames that were damaged and dropped.</summary>
    public int Damaged { get; private set; }

    /// <summary>The bytes on the line for a packet.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> packet)
    {
        var line = new List<byte> { Mark, Revision, (byte)packet.Length };
        foreach (var value in packet)
        {
            line.AddRange(value is Mark or Escape ? [Escape, (byte)(value ^ Flip)] : [value]);
        }

        var check = Check([Revision, (byte)packet.Length, .. packet]);
        line.AddRange([(byte)(check >> 8), (byte)check, Mark]);
        return [.. line];
    }

    /// <summary>Takes bytes from the line and returns the packets that are complete with them.</summary>
    public List<byte[]> Push(ReadOnlySpan<byte> line)
    {
        var packets = new List<byte[]>();
        foreach (var value in line)
        {
            // The check sum is not escaped: a mark counts as one only where the frame may end or begin.
            if (value == Mark && !IsCheckSum)
            {
                if (_frame.Count > 0 && Take() is { } packet)
                {
                    packets.Add(packet);
                }

                _frame.Clear();
                _isEscaped = false;
            }
            else if (value == Escape && !_isEscaped && !IsCheckSum && _frame.Count >= 2)
            {
                _isEscaped = true;
            }
            else
            {
                _frame.Add(_isEscaped ? (byte)(value ^ Flip) : value);
                _isEscaped = false;
            }
        }

        return packets;
    }

    /// <summary>The frame check sequence: CRC-16, reflected polynomial 8408h, from FFFFh, not inverted.</summary>
    public static ushort Check(ReadOnlySpan<byte> bytes)
    {
        var check = 0xFFFF;
        foreach (var value in bytes)
        {
            check ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                check = (check & 1) != 0 ? (check >> 1) ^ 0x8408 : check >> 1;
            }
        }

        return (ushort)check;
    }

    private bool IsCheckSum => _frame.Count >= 2 && _frame.Count - 2 - _frame[1] is 0 or 1;

    private byte[]? Take()
    {
        var bytes = _frame.ToArray();
        var length = bytes.Length >= 4 ? bytes[1] : -1;
        if (length < 0 || bytes[0] != Revision || bytes.Length != length + 4 || Check(bytes.AsSpan(0, length + 2)) != (bytes[^2] << 8 | bytes[^1]))
        {
            Damaged++;
            return null;
        }

        return bytes[2..^2];
    }
}
