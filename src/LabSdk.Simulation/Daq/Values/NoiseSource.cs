namespace LabSdk.Simulation.Daq;

/// <summary>
/// Seeded noise (xoshiro256** started by SplitMix64). Own code instead of <see cref="Random"/>, so that a seed gives the
/// same readings on every runtime version. Thread-safe.
/// </summary>
internal sealed class NoiseSource
{
    private readonly ulong[] _state = new ulong[4];
    private readonly Lock _gate = new();

    public NoiseSource(long seed, string stream)
    {
        // One independent stream per device: reading one device never shifts the noise of another.
        var mixed = unchecked((ulong)seed) ^ Fnv1a(stream);
        for (var index = 0; index < _state.Length; index++)
        {
            mixed = unchecked(mixed + 0x9E3779B97F4A7C15);
            var z = mixed;
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            _state[index] = z ^ (z >> 31);
        }
    }

    /// <summary>Evenly distributed in [0, 1).</summary>
    public double Next()
    {
        lock (_gate)
        {
            return (NextBits() >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>Evenly distributed in [-halfWidth, halfWidth).</summary>
    public double Uniform(double halfWidth) => ((2 * Next()) - 1) * halfWidth;

    /// <summary>Normally distributed around zero.</summary>
    public double Gaussian(double standardDeviation)
    {
        // Box-Muller; 1 - u keeps the logarithm away from zero.
        var radius = Math.Sqrt(-2 * Math.Log(1 - Next()));
        return standardDeviation * radius * Math.Cos(2 * Math.PI * Next());
    }

    /// <summary>A random (version 4) UUID in its usual text form.</summary>
    public string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_gate)
        {
            BitConverter.TryWriteBytes(bytes, NextBits());
            BitConverter.TryWriteBytes(bytes[8..], NextBits());
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    private static ulong Fnv1a(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 0x100000001B3);
        }

        return hash;
    }

    private ulong NextBits()
    {
        var result = unchecked(ulong.RotateLeft(_state[1] * 5, 7) * 9);
        var shifted = _state[1] << 17;
        _state[2] ^= _state[0];
        _state[3] ^= _state[1];
        _state[1] ^= _state[2];
        _state[0] ^= _state[3];
        _state[2] ^= shifted;
        _state[3] = ulong.RotateLeft(_state[3], 45);
        return result;
    }
}
