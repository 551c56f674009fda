namespace LabSdk.Mds.Wire;

/// <summary>Consistent overhead byte stuffing (Cheshire and Baker, 1999): bytes without zeros, so that a zero can end a frame.</summary>
internal static class Cobs
{
    private const int LongestRun = 254;

    /// <summary>The most bytes that coded data can have, without the zero at the end.</summary>
    public static int LongestCoded(int length) => length + (length / LongestRun) + 1;

    /// <summary>Codes data and returns the length, without the zero at the end.</summary>
    public static int Encode(ReadOnlySpan<byte> data, Span<byte> coded)
    {
        var (code, at) = (0, 1);
        foreach (var value in data)
        {
            if (at - code == LongestRun + 1)
            {
                coded[code] = byte.MaxValue;
                code = at++;
            }

            if (value == 0)
            {
                coded[code] = (byte)(at - code);
                code = at++;
            }
            else
            {
                coded[at++] = value;
            }
        }

        coded[code] = (byte)(at - code);
        return at;
    }

    /// <summary>Undoes the coding; -1 when it is broken or does not fit.</summary>
    /// <param name="coded">A frame without its zero: hostile.</param>
    /// <param name="data">Where the data go.</param>
    public static int Decode(ReadOnlySpan<byte> coded, Span<byte> data)
    {
        var length = 0;
        while (!coded.IsEmpty)
        {
            int code = coded[0];
            if (code == 0 || code > coded.Length)
            {
                return -1;
            }

            var run = coded[1..code];
            coded = coded[code..];
            var endsInZero = code <= LongestRun && !coded.IsEmpty;
            if (run.Contains((byte)0) || run.Length + (endsInZero ? 1 : 0) > data.Length - length)
            {
                return -1;
            }

            run.CopyTo(data[length..]);
            length += run.Length;
            if (endsInZero)
            {
                data[length++] = 0;
            }
        }

        return length;
    }
}
