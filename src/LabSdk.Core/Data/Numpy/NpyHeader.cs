using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LabSdk.Data;

/// <summary>The header of an NPY file (numpy's format description, versions 1 to 3): a Python dictionary in ASCII or UTF-8.</summary>
internal sealed record NpyHeader(NpyType Type, bool IsFortranOrder, int[] Shape)
{
    private const int Largest = 1 << 16;
    private const int MostDimensions = 8;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => "NUMPY"u8;

    /// <summary>Rows along the first dimension; an array without dimensions is one row.</summary>
    public int Rows => Shape.Length == 0 ? 1 : Shape[0];

    /// <summary>Elements per row.</summary>
    public int PerRow { get; } = Product(Shape);

    public static void Write(Stream stream, string type, ReadOnlySpan<int> shape)
    {
        var sizes = string.Join(", ", shape.ToArray());
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes}{(shape.Length == 1 ? "," : "")}), }}";
        const int prefix = 10;
        var padding = Alignment - (prefix + text.Length + 1) % Alignment;
        var header = Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n");
        Span<byte> start = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], (ushort)header.Length);
        stream.Write(start);
        stream.Write(header);
    }

    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, false) < start.Length || start[0] != 0x93 || !start[1..6].SequenceEqual(Magic))
        {
            throw FrameErrors.Malformed("NPY", "it does not start as a numpy array");
        }

        if (start[6] is < 1 or > 3)
        {
            throw FrameErrors.Malformed("NPY", $"format version {start[6]} is not known");
        }

        Span<byte> size = stackalloc byte[start[6] == 1 ? 2 : 4];
        var complete = stream.ReadAtLeast(size, size.Length, false) == size.Length;
        var length = size.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (!complete || length > Largest)
        {
            throw FrameErrors.Malformed("NPY", "its header is cut short or too long");
        }

        var text = new byte[length];
        return stream.ReadAtLeast(text, text.Length, false) == text.Length
            ? Parse(Encoding.UTF8.GetString(text))
            : throw FrameErrors.Malformed("NPY", "its header is cut short");
    }

    private static NpyHeader Parse(string text)
    {
        var descr = Value(text, "descr");
        var order = Value(text, "fortran_order");
        var shape = Value(text, "shape");
        if (descr is null || order is not ("True" or "False") || shape is null || !TryShape(shape, out var sizes))
        {
            throw FrameErrors.Malformed("NPY", "its header is not understood");
        }

        var name = descr.Trim('\'', '"');
        return NpyType.TryParse(name, out var type)
            ? new NpyHeader(type, order == "True", sizes)
            : throw FrameErrors.Malformed("NPY", $"arrays of type {CellText.Visible(descr)} are not supported (numbers, bool, text and times are)");
    }

    /// <summary>The value of a key: up to the comma or brace at the same depth.</summary>
    private static string? Value(string text, string key)
    {
        var start = text.IndexOf($"'{key}'", StringComparison.Ordinal);
        start = start < 0 ? text.IndexOf($"\"{key}\"", StringComparison.Ordinal) : start;
        var colon = start < 0 ? -1 : text.IndexOf(':', start + key.Length + 2);
        var depth = 0;
        for (var i = colon + 1; colon >= 0 && i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (depth == 0 && text[i] is ',' or '}')
            {
                return text[(colon + 1)..i].Trim();
            }
        }

        return null;
    }

    private static bool TryShape(string text, out int[] sizes)
    {
        sizes = [];
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')')
        {
            return false;
        }

        var parts = text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        sizes = new int[parts.Length];
        long product = 1;
        for (var i = 0; i < parts.Length && i < MostDimensions; i++)
        {
            if (!int.TryParse(parts[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]))
            {
                return false;
            }

            product *= Math.Max(1, sizes[i]);
            if (product > Array.MaxLength)
            {
                return false;
            }
        }

        return parts.Length <= MostDimensions;
    }

    private static int Product(int[] shape) => shape.Skip(1).Aggregate(1, (product, size) => product * size);
}
