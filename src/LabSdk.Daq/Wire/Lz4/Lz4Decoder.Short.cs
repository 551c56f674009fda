using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LabSdk.Daq.Wire;

internal ref partial struct Lz4Decoder
{
    private const int Half = 8;

    // What one short sequence can touch: token, 16 bytes read for literals, offset; 14 literals and 24 bytes written.
    private const int ShortInput = 32;
    private const int ShortOutput = 64;

    /// <summary>
    /// Most sequences of an image are short. While both sides have room for the longest short one, they need no further
    /// checks; everything else is left for the careful path, which begins with the same token.
    /// </summary>
    private void RunShortSequences()
    {
        ref var input = ref MemoryMarshal.GetReference(_input);
        ref var output = ref MemoryMarshal.GetReference(_output);
        var (read, written) = (_read, _written);
        var (lastRead, lastWritten) = (_input.Length - ShortInput, _output.Length - ShortOutput);
        while (read <= lastRead && written <= lastWritten)
        {
            int token = Unsafe.Add(ref input, read);
            var (literals, match) = (token >> 4, token & 15);
            if (literals == 15 || match == 15)
            {
                break;
            }

            Vector128.LoadUnsafe(ref input, (nuint)(read + 1)).StoreUnsafe(ref output, (nuint)written);
            var after = read + 1 + literals;
            var offset = Unsafe.Add(ref input, after) | (Unsafe.Add(ref input, after + 1) << 8);
            var at = written + literals;
            if (offset < Half || offset > at)
            {
                break;
            }

            // At most 18 bytes, in steps of 8: the source may overlap from 8 on.
            ref var to = ref Unsafe.Add(ref output, at);
            ref var from = ref Unsafe.Subtract(ref to, offset);
            for (var i = 0; i < 3 * Half; i += Half)
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, i)));
            }

            read = after + 2;
            written = at + match + MinimumMatch;
        }

        (_read, _written) = (read, written);
    }
}
