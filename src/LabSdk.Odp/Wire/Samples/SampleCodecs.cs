using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace LabSdk.Odp.Wire;

/// <summary>What the codecs of all kinds share.</summary>
internal static class SampleCodecs
{
    public const byte StatusTag = (2 << 3) | 0;

    /// <summary>The status at the end of a sample; nothing is Unspecified.</summary>
    public static bool TryStatus(ReadOnlySpan<byte> rest, out SampleStatus status)
    {
        if (rest.Length == 2 && rest[0] == StatusTag && rest[1] < 0x80)
        {
            status = (SampleStatus)rest[1];
            return true;
        }

        status = SampleStatus.Unspecified;
        if (rest.IsEmpty)
        {
            return true;
        }

        var cursor = new WireCursor(rest);
        if (!cursor.TryTag(out var tag) || tag != StatusTag || !cursor.TryVarint(out var number) || !cursor.AtEnd)
        {
            return false;
        }

        status = (SampleStatus)(int)number;
        return true;
    }

    /// <summary>A varint after a tag at the begin of a sample, then the status.</summary>
    public static bool TryVarint(ReadOnlySpan<byte> sample, out ulong value, out SampleStatus status)
    {
        value = 0;
        const byte tag = (1 << 3) | 0;
        if (sample.IsEmpty || sample[0] != tag)
        {
            return TryStatus(sample, out status);
        }

        var cursor = new WireCursor(sample[1..]);
        status = SampleStatus.Unspecified;
        return cursor.TryVarint(out value) && TryStatus(sample[^cursor.Left..], out status);
    }
}

/// <summary>DoubleSample.</summary>
internal readonly struct DoubleCodec : ISampleCodec<double>
{
    private const byte Tag = (1 << 3) | 1;

    public static SampleKind Kind => SampleKind.Double;

    public static bool TryRead(ReadOnlySpan<byte> sample, out double value, out SampleStatus status)
    {
        if (sample.Length >= 9 && sample[0] == Tag)
        {
            value = BinaryPrimitives.ReadDoubleLittleEndian(sample[1..]);
            return SampleCodecs.TryStatus(sample[9..], out status);
        }

        value = 0;
        return SampleCodecs.TryStatus(sample, out status);
    }

    // Minus zero is not the default: it is written.
    public static int Size(double value) => BitConverter.DoubleToInt64Bits(value) == 0 ? 0 : 9;

    public static void Write(ref WireWriter writer, double value)
    {
        if (Size(value) > 0)
        {
            writer.Byte(Tag);
            writer.Fixed64(BitConverter.DoubleToUInt64Bits(value));
        }
    }
}

/// <summary>Int32Sample.</summary>
internal readonly struct Int32Codec : ISampleCodec<int>
{
    private const byte Tag = (1 << 3) | 0;

    public static SampleKind Kind => SampleKind.Int32;

    public static bool TryRead(ReadOnlySpan<byte> sample, out int value, out SampleStatus status)
    {
        var read = SampleCodecs.TryVarint(sample, out var number, out status);
        value = (int)number;
        return read;
    }

    public static int Size(int value) => value == 0 ? 0 : 1 + WireWriter.SizeOf((ulong)(long)value);

    public static void Write(ref WireWriter writer, int value)
    {
        if (value != 0)
        {
            writer.Byte(Tag);
            writer.Varint((ulong)(long)value);
        }
    }
}

/// <summary>BoolSample.</summary>
internal readonly struct BoolCodec : ISampleCodec<bool>
{
    private const byte Tag = (1 << 3) | 0;

    public static SampleKind Kind => SampleKind.Bool;

    public static bool TryRead(ReadOnlySpan<byte> sample, out bool value, out SampleStatus status)
    {
        var read = SampleCodecs.TryVarint(sample, out var number, out status);
        value = number != 0;
        return read;
    }

    public static int Size(bool value) => value ? 2 : 0;

    public static void Write(ref WireWriter writer, bool value)
    {
        if (value)
        {
            writer.Byte(Tag);
            writer.Byte(1);
        }
    }
}

/// <summary>StringSample.</summary>
internal readonly struct StringCodec : ISampleCodec<string>
{
    private const byte Tag = (1 << 3) | 2;

    public static SampleKind Kind => SampleKind.String;

    public static bool TryRead(ReadOnlySpan<byte> sample, out string value, out SampleStatus status)
    {
        value = "";
        if (sample.IsEmpty || sample[0] != Tag)
        {
            return SampleCodecs.TryStatus(sample, out status);
        }

        status = SampleStatus.Unspecified;
        var cursor = new WireCursor(sample[1..]);
        if (!cursor.TryBytes(out var text) || !Utf8.IsValid(text))
        {
            return false;
        }

        value = Encoding.UTF8.GetString(text);
        return SampleCodecs.TryStatus(sample[^cursor.Left..], out status);
    }

    public static int Size(string value) => value.Length == 0 ? 0 : 1 + WireWriter.SizeOfBytes(Encoding.UTF8.GetByteCount(value));

    public static void Write(ref WireWriter writer, string value)
    {
        if (value.Length > 0)
        {
            writer.Byte(Tag);
            writer.Text(value);
        }
    }
}
