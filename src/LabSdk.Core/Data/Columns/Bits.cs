using System.Numerics;
using System.Runtime.CompilerServices;

namespace LabSdk.Data;

/// <summary>Bit sets in 64-bit words, lowest bit first; a set bit marks a recorded (not null) cell.</summary>
internal static class Bits
{
    public static ulong[] Create(int count, bool value)
    {
        var words = new ulong[WordsFor(count)];
        if (value)
        {
            Array.Fill(words, ulong.MaxValue);
        }

        return words;
    }

    public static int WordsFor(int count) => (int)(((long)count + 63) >> 6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Get(ulong[] words, int index) => (words[index >> 6] >> index & 1) != 0;

    public static void Set(ulong[] words, int index) => words[index >> 6] |= 1UL << index;

    public static void Clear(ulong[] words, int index) => words[index >> 6] &= ~(1UL << index);

    /// <summary>Counts set bits in [start, start + count); bits outside, which a writer may be setting, do not matter.</summary>
    public static int Count(ulong[] words, int start, int count)
    {
        var total = 0;
        var index = start;
        var end = start + count;
        while (index < end)
        {
            var inWord = Math.Min(64 - (index & 63), end - index);
            var mask = inWord == 64 ? ulong.MaxValue : ((1UL << inWord) - 1) << (index & 63);
            total += BitOperations.PopCount(words[index >> 6] & mask);
            index += inWord;
        }

        return total;
    }
}
