namespace LabSdk.Fleet.Tests.Wire;

/// <summary>Hostile inputs: random bytes, and good ones that were changed, cut, joined or blown up. Always the same ones.</summary>
internal sealed class Hostile(int seed, params IReadOnlyList<byte[]> good)
{
    /// <summary>How many for each decoder; LABSDK_HOSTILE_INPUTS for long runs.</summary>
    public static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("LABSDK_HOSTILE_INPUTS") ?? "50000", System.Globalization.CultureInfo.InvariantCulture);

    private readonly Random _random = new(seed);

    /// <summary>Hands every input to a decoder. Whatever it throws fails the test, with the input.</summary>
    public void Run(Action<byte[]> decode)
    {
        for (var i = 0; i < Count; i++)
        {
            var input = Next(i);
            try
            {
                decode(input);
            }
            catch (Exception error)
            {
                throw new Xunit.Sdk.XunitException($"Input {i}: {Convert.ToHexStringLower(input.AsSpan(0, Math.Min(input.Length, 400)))}: {error}");
            }
        }
    }

    private byte[] Next(int number)
    {
        if (number % 4 == 0)
        {
            var random = new byte[_random.Next(number % 100 == 0 ? 5_000 : 80)];
            _random.NextBytes(random);
            return random;
        }

        byte[] input = [.. good[_random.Next(good.Count)]];
        for (var changes = _random.Next(4); changes >= 0 && input.Length > 0; changes--)
        {
            var at = _random.Next(input.Length);
            switch (_random.Next(6))
            {
                case 0:
                    input[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    input[at] = (byte)_random.Next(256);
                    break;
                case 2:
                    input = input[..at];
                    break;
                case 3:
                    input[at] = 0xFF;
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
