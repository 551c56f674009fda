using System.Buffers.Binary;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>Hostile inputs: random bytes, and good ones that were changed, cut, joined or grown. Always the same ones.</summary>
internal sealed class Hostile(int seed, params IReadOnlyList<byte[]> good)
{
    /// <summary>How many for a family of decoders at least, each of its decoders gets a part; LABSDK_HOSTILE_INPUTS for long runs.</summary>
    public static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("LABSDK_HOSTILE_INPUTS") ?? "50000", System.Globalization.CultureInfo.InvariantCulture);

    private readonly Random _random = new(seed);

    /// <summary>Hands every input to a decoder, which may refuse it as broken and may not take much more memory than it was given.</summary>
    /// <param name="decode">The decoder.</param>
    /// <param name="count">How many inputs.</param>
    /// <returns>How many were accepted, and how many refused.</returns>
    public (int Accepted, int Refused) Run(Action<byte[]> decode, int? count = null)
    {
        var (refused, inputs) = (0, count ?? Count);
        for (var i = 0; i < inputs; i++)
        {
            var input = Next(i);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decode(input);
            }
            catch (CxlProtocolException)
            {
                refused++;
            }
            catch (Exception error)
            {
                throw new Xunit.Sdk.XunitException($"Input {i}: {Convert.ToHexStringLower(input.AsSpan(0, Math.Min(input.Length, 400)))}: {error}");
            }

            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            if (taken > (32 * input.Length) + 16_384)
            {
                throw new Xunit.Sdk.XunitException($"Input {i} of {input.Length} bytes took {taken} bytes.");
            }
        }

        return (inputs - refused, refused);
    }

    private byte[] Next(int number)
    {
        if (good.Count == 0 || number % 4 == 0)
        {
            var random = new byte[_random.Next(number % 100 == 0 ? 3_000 : 80)];
            _random.NextBytes(random);
            return random;
        }

        byte[] input = [.. good[_random.Next(good.Count)]];
        for (var changes = _random.Next(3); changes >= 0 && input.Length > 0; changes--)
        {
            var at = _random.Next(input.Length);
            switch (_random.Next(6))
            {
                case 0:
                    input[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    input = input[..at];
                    break;
                case 2:
                    input.AsSpan(at, Math.Min(4, input.Length - at)).Fill(0xFF);
                    break;
                case 3 when at + 4 <= input.Length:
                    BinaryPrimitives.WriteUInt32LittleEndian(input.AsSpan(at), 1u << _random.Next(32));
                    break;
                case 4:
                    input = [.. input[..at], .. good[_random.Next(good.Count)]];
                    break;
                default:
                    input = [.. input[..at], .. input[at..], .. input[at..]];
                    break;
            }
        }

        return input;
    }
}
