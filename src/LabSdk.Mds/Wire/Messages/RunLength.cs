using System.Buffers;

namespace LabSdk.Mds.Wire;

/// <summary>
/// Undoes the run-length coding of coredumps: a folded number n, then -n literal bytes when it is negative, or one byte to
/// repeat n times.
/// </summary>
internal static class RunLength
{
    /// <summary>The decoded bytes; null when the input is cut off, or would become longer than allowed.</summary>
    /// <param name="bytes">From a device: hostile.</param>
    /// <param name="longest">Most bytes to produce: a few bytes of input can claim gigabytes.</param>
    public static byte[]? Decode(ReadOnlySpan<byte> bytes, int longest)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, bytes.Length));
        while (!bytes.IsEmpty)
        {
            if (!Varint.TryRead(bytes, out var folded, out var length))
            {
                return null;
            }

            bytes = bytes[length..];
            long run = Varint.Unfold(folded);
            var count = Math.Abs(run);
            if (count > longest - output.WrittenCount || bytes.Length < (run < 0 ? count : Math.Min(count, 1)))
            {
                return null;
            }

            if (run < 0)
            {
                output.Write(bytes[..(int)count]);
                bytes = bytes[(int)count..];
            }
            else if (run > 0)
            {
                output.GetSpan((int)count)[..(int)count].Fill(bytes[0]);
                output.Advance((int)count);
                bytes = bytes[1..];
            }
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Codes bytes: runs of at least two equal ones as such, the rest as literals. Used by simulated devices.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            var run = RunAtStart(bytes);
            if (run > 1)
            {
                Count(output, run);
                output.Write(bytes[..1]);
                bytes = bytes[run..];
                continue;
            }

            var literals = 1;
            while (literals < bytes.Length && RunAtStart(bytes[literals..]) == 1)
            {
                literals++;
            }

            Count(output, -literals);
            output.Write(bytes[..literals]);
            bytes = bytes[literals..];
        }

        return output.WrittenSpan.ToArray();
    }

    private static int RunAtStart(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAnyExcept(bytes[0]);
        return end < 0 ? bytes.Length : end;
    }

    private static void Count(ArrayBufferWriter<byte> output, int count) => output.Advance(Varint.Write(output.GetSpan(5), Varint.Fold(count)));
}
