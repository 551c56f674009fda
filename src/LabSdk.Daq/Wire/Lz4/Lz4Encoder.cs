using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace LabSdk.Daq.Wire;

/// <summary>A greedy single-pass encoder: one hash table of last positions, as the reference encoder's fast mode.</summary>
internal static class Lz4Encoder
{
    private const int HashBits = 14;
    private const int MinimumMatch = 4;
    private const int LargestOffset = 65_535;

    // The format wants the last 5 bytes as literals and no match to start in the last 12.
    private const int LiteralTail = 5;
    private const int MatchFreeTail = 12;

    public static int Encode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var table = ArrayPool<int>.Shared.Rent(1 << HashBits);
        try
        {
            table.AsSpan(0, 1 << HashBits).Fill(-1);
            return Encode(input, output, table);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(table);
        }
    }

    private static int Encode(ReadOnlySpan<byte> input, Span<byte> output, int[] table)
    {
        var written = 0;
        var anchor = 0;
        var position = 0;
        var misses = 0;
        while (position < input.Length - MatchFreeTail)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(input[position..]);
            ref var slot = ref table[(int)((word * 2_654_435_761u) >> (32 - HashBits))];
            var candidate = slot;
            slot = position;
            if (candidate < 0 || position - candidate > LargestOffset
                || BinaryPrimitives.ReadUInt32LittleEndian(input[candidate..]) != word)
            {
                // Speed up over data that does not repeat.
                position += 1 + (misses++ >> 6);
                continue;
            }

            misses = 0;
            var length = MinimumMatch + MatchLength(
                input[(candidate + MinimumMatch)..], input[(position + MinimumMatch)..^LiteralTail]);
            written += Sequence(output[written..], input[anchor..position], position - candidate, length);
            position += length;
            anchor = position;
        }

        return written + LastLiterals(output[written..], input[anchor..]);
    }

    private static int MatchLength(ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> later)
    {
        var length = 0;
        while (later.Length - length >= 8)
        {
            var difference = BinaryPrimitives.ReadUInt64LittleEndian(earlier[length..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(later[length..]);
            if (difference != 0)
            {
                return length + (BitOperations.TrailingZeroCount(difference) >> 3);
            }

            length += 8;
        }

        while (length < later.Length && earlier[length] == later[length])
        {
            length++;
        }

        return length;
    }

    private static int Sequence(Span<byte> output, ReadOnlySpan<byte> literals, int offset, int length)
    {
        var written = Literals(output, literals, Math.Min(length - MinimumMatch, 15));
        BinaryPrimitives.WriteUInt16LittleEndian(output[written..], (ushort)offset);
        written += 2;
        return length - MinimumMatch >= 15 ? written + Extension(output[written..], length - MinimumMatch - 15) : written;
    }

    private static int LastLiterals(Span<byte> output, ReadOnlySpan<byte> literals) => Literals(output, literals, 0);

    private static int Literals(Span<byte> output, ReadOnlySpan<byte> literals, int matchNibble)
    {
        output[0] = (byte)((Math.Min(literals.Length, 15) << 4) | matchNibble);
        var written = 1;
        if (literals.Length >= 15)
        {
            written += Extension(output[1..], literals.Length - 15);
        }

        literals.CopyTo(output[written..]);
        return written + literals.Length;
    }

    private static int Extension(Span<byte> output, int rest)
    {
        var full = rest / 255;
        output[..full].Fill(255);
        output[full] = (byte)(rest % 255);
        return full + 1;
    }
}
