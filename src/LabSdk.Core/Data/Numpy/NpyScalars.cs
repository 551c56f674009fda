using System.Runtime.InteropServices;
using System.Text;

namespace LabSdk.Data;

/// <summary>One value per row. Small integers widen; NaT becomes null.</summary>
internal static class NpyScalars
{
    private const long NotATime = long.MinValue;

    public static DataColumn Read(NpyHeader header, byte[] data, ColumnInfo info) => (header.Type.Letter, header.Type.Size) switch
    {
        ('f', 8) => new DataColumn<double>(info, Cast<double>(data)),
        ('f', 4) => new DataColumn<float>(info, Cast<float>(data)),
        ('f', _) => new DataColumn<float>(info, Array.ConvertAll(Cast<Half>(data), value => (float)value)),
        ('i', 8) => new DataColumn<long>(info, Cast<long>(data)),
        ('i', 4) => new DataColumn<int>(info, Cast<int>(data)),
        ('i', 2) => new DataColumn<int>(info, Array.ConvertAll(Cast<short>(data), value => (int)value)),
        ('i', _) => new DataColumn<int>(info, Array.ConvertAll(Cast<sbyte>(data), value => (int)value)),
        ('u', 8) => new DataColumn<long>(info, Array.ConvertAll(Cast<ulong>(data), ToLong)),
        ('u', 4) => new DataColumn<long>(info, Array.ConvertAll(Cast<uint>(data), value => (long)value)),
        ('u', 2) => new DataColumn<int>(info, Array.ConvertAll(Cast<ushort>(data), value => (int)value)),
        ('u', _) => new DataColumn<int>(info, Array.ConvertAll(data, value => (int)value)),
        ('b', _) => new DataColumn<bool>(info, Array.ConvertAll(data, value => value != 0)),
        ('M', _) => Times(header, data, info),
        ('m', _) => Durations(header, data, info),
        _ => Texts(header, data, info),
    };

    public static long ToLong(ulong value) => value <= long.MaxValue
        ? (long)value
        : throw FrameErrors.Malformed("NPY", "an unsigned 64-bit number is larger than 9223372036854775807");

    private static T[] Cast<T>(byte[] data)
        where T : struct => MemoryMarshal.Cast<byte, T>(data).ToArray();

    private static DataColumn<DateTimeOffset> Times(NpyHeader header, byte[] data, ColumnInfo info)
    {
        var builder = new ColumnBuilder<DateTimeOffset>(info);
        foreach (var count in Cast<long>(data))
        {
            if (count == NotATime)
            {
                builder.AddNull();
                continue;
            }

            var ticks = Ticks(header.Type, count) + DateTimeOffset.UnixEpoch.Ticks;
            builder.Add(ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
                ? new DateTimeOffset((long)ticks, TimeSpan.Zero)
                : throw FrameErrors.Malformed("NPY", "a time lies outside the years 1 to 9999"));
        }

        return builder.Build();
    }

    private static DataColumn<TimeSpan> Durations(NpyHeader header, byte[] data, ColumnInfo info)
    {
        var builder = new ColumnBuilder<TimeSpan>(info);
        foreach (var count in Cast<long>(data))
        {
            if (count == NotATime)
            {
                builder.AddNull();
                continue;
            }

            var ticks = Ticks(header.Type, count);
            builder.Add(ticks >= long.MinValue && ticks <= long.MaxValue
                ? new TimeSpan((long)ticks)
                : throw FrameErrors.Malformed("NPY", "a duration is longer than 29,000 years"));
        }

        return builder.Build();
    }

    private static Int128 Ticks(NpyType type, long count)
    {
        type.TryTicksPerUnit(out var multiply, out var divide);
        return (Int128)count * multiply / divide;
    }

    private static DataColumn<string> Texts(NpyHeader header, byte[] data, ColumnInfo info)
    {
        var encoding = header.Type.Letter == 'U' ? Encoding.UTF32 : Encoding.Latin1;
        var size = header.Type.Bytes;
        var texts = new string[header.Rows];
        for (var row = 0; row < texts.Length; row++)
        {
            texts[row] = size == 0 ? "" : encoding.GetString(data, row * size, size).TrimEnd('\0');
        }

        return new DataColumn<string>(info, texts);
    }
}
