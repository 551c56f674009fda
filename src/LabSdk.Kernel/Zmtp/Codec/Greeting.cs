using System.Text;

namespace LabSdk.Kernel.Zmtp.Codec;

/// <summary>The first 64 bytes of a connection, both ways (ZMTP 3.1, RFC 37).</summary>
internal static class Greeting
{
    /// <summary>Bytes of a greeting.</summary>
    public const int Length = 64;

    private const int VersionAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;

    /// <summary>Writes ours: version 3, mechanism NULL, not a server in the sense of the security mechanisms.</summary>
    /// <param name="destination">64 bytes.</param>
    /// <param name="minor">The minor version: 1, or 0 to be spoken to as an older peer.</param>
    public static void Write(Span<byte> destination, byte minor)
    {
        destination[..Length].Clear();
        destination[0] = 0xFF;
        destination[9] = 0x7F;
        destination[VersionAt] = 3;
        destination[VersionAt + 1] = minor;
        "NULL"u8.CopyTo(destination[MechanismAt..]);
    }

    /// <summary>Checks a peer's greeting. The padding of the signature carries a legacy length and is not looked at.</summary>
    /// <param name="greeting">64 bytes.</param>
    /// <exception cref="ProtocolException">It is not a greeting, or one of a peer that we cannot speak to.</exception>
    public static void Check(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xFF || (greeting[9] & 1) == 0)
        {
            throw new ProtocolException(KernelErrorIds.Transport, "A peer does not speak ZMTP: its greeting has no signature.");
        }

        if (greeting[VersionAt] < 3)
        {
            throw new ProtocolException(KernelErrorIds.Transport, $"A peer speaks ZMTP {greeting[VersionAt]}, which is older than 3.", "Use libzmq 4 or later.");
        }

        var mechanism = greeting.Slice(MechanismAt, MechanismLength).TrimEnd((byte)0);
        if (!mechanism.SequenceEqual("NULL"u8))
        {
            var name = Encoding.Latin1.GetString(mechanism).Where(char.IsAsciiLetterOrDigit).ToArray();
            throw new ProtocolException(KernelErrorIds.Transport, $"A peer asks for the security mechanism '{new string(name)}'; only NULL is spoken here.");
        }
    }
}
