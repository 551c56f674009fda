using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LabSdk.Daq.Wire;

/// <summary>Reads the daemon's bincode form of an image: little-endian numbers, texts with a u64 length, no field tags.</summary>
internal ref struct RingImageReader
{
    private const uint ImageVariant = 2;

    private readonly ReadOnlyMemory<byte> _payload;
    private int _position;
    private bool _broken;

    private RingImageReader(ReadOnlyMemory<byte> payload) => _payload = payload;

    /// <summary>False unless every length adds up to the whole payload.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out RingImage? image)
    {
        image = new RingImageReader(payload).Read();
        return image is not null;
    }

    private RingImage? Read()
    {
        if (UInt32() != ImageVariant)
        {
            return null;
        }

        var name = Text();
        var width = UInt32();
        var height = UInt32();
        var bits = UInt32() switch { 0 => 8, 1 => 16, 2 => 64, _ => 0 };
        var count = UInt64();
        if (_broken || bits == 0 || count == 0 || count != (ulong)width * height || count > (ulong)_payload.Length)
        {
            return null;
        }

        var pixels = Bytes(count * (ulong)(bits / 8));
        var unit = Text();
        var timestamp = Text();
        return !_broken && _position == _payload.Length
            && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? new RingImage(name, (int)width, (int)height, bits, pixels, unit, time)
            : null;
    }

    private uint UInt32()
    {
        var bytes = Bytes(4);
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) : uint.MaxValue;
    }

    private ulong UInt64()
    {
        var bytes = Bytes(8);
        return bytes.Length == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span) : ulong.MaxValue;
    }

    private string Text() => Encoding.UTF8.GetString(Bytes(UInt64()).Span);

    private ReadOnlyMemory<byte> Bytes(ulong length)
    {
        if (_broken || length > (ulong)(_payload.Length - _position))
        {
            _broken = true;
            return default;
        }

        var bytes = _payload.Slice(_position, (int)length);
        _position += (int)length;
        return bytes;
    }
}
