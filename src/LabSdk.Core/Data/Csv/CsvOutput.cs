using System.Buffers;
using System.Text;

namespace LabSdk.Data;

/// <summary>Bytes on their way to a stream, with the quoting rule of RFC 4180.</summary>
internal sealed class CsvOutput(char separator)
{
    private const int FirstSize = 1 << 16;

    private readonly SearchValues<char> _quoted = SearchValues.Create(['"', '\r', '\n', '#', separator]);
    private readonly byte[] _separator = Encoding.UTF8.GetBytes([separator]);
    private byte[] _buffer = new byte[FirstSize];
    private int _length;

    /// <summary>Free bytes, at least <paramref name="size"/> of them.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _length < size)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(2L * _buffer.Length, (long)_length + size)));
        }

        return _buffer.AsSpan(_length);
    }

    public void Advance(int count) => _length += count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    public void Separator()
    {
        if (_separator.Length == 1)
        {
            Reserve(1)[0] = _separator[0];
            _length++;
            return;
        }

        Write(_separator);
    }

    public void NewLine()
    {
        Reserve(1)[0] = (byte)'\n';
        _length++;
    }

    /// <summary>A text cell; the empty text is quoted, because an empty cell is null.</summary>
    public void Text(string text)
    {
        var quote = text.Length == 0 || text.AsSpan().ContainsAny(_quoted) || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);
        Raw(quote ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
    }

    public void Raw(string text)
    {
        var target = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, target);
    }

    public void Flush(Stream stream)
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
