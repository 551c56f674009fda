using System.Runtime.CompilerServices;
using System.Text;

namespace LabSdk.Cxl;

/// <summary>A text field of 16 bytes, kept in place so that reading it allocates nothing before somebody wants the text.</summary>
internal readonly record struct CxlText16
{
    private readonly UInt128 _bytes;

    public CxlText16(ReadOnlySpan<byte> bytes) => _bytes = Unsafe.ReadUnaligned<UInt128>(in bytes[..16][0]);

    /// <exception cref="ArgumentException">Longer than 16 characters, or not Latin-1.</exception>
    public CxlText16(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (text.Length > bytes.Length || text.Any(character => character > 0xFF))
        {
            throw new ArgumentException("The text must have at most 16 single-byte characters.", nameof(text));
        }

        Encoding.Latin1.GetBytes(text, bytes);
        _bytes = Unsafe.ReadUnaligned<UInt128>(in bytes[0]);
    }

    public void CopyTo(Span<byte> destination) => Unsafe.WriteUnaligned(ref destination[..16][0], _bytes);

    /// <summary>The characters before the first NUL, byte by byte.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        CopyTo(bytes);
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
