using System.Buffers;
using System.Text;

namespace LabSdk.Daq.Wire;

/// <summary>
/// Reads a FrameData message by hand, so that a frame of megabytes is neither copied nor boxed before its pixels are
/// unpacked. Equal to the generated parser for every message (a test compares them).
/// </summary>
internal static class FrameHeaderReader
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;

    public static FrameHeader Read(ReadOnlySequence<byte> message)
    {
        var header = default(FrameHeader);
        var cursor = new ProtobufCursor(message);
        while (cursor.TryReadTag(out var number, out var wireType))
        {
            if (!ReadKnown(ref cursor, ref header, number, wireType))
            {
                cursor.Skip(number, wireType);
            }
        }

        return header;
    }

    private static bool ReadKnown(ref ProtobufCursor cursor, ref FrameHeader header, int number, int wireType)
    {
        switch (number, wireType)
        {
            case (1, Delimited): header.DeviceId = cursor.ReadBytes(); break;
            case (2, Varint): header.Width = (uint)cursor.ReadVarint(); break;
            case (3, Varint): header.Height = (uint)cursor.ReadVarint(); break;
            case (4, Varint): header.BitDepth = (uint)cursor.ReadVarint(); break;
            case (5, Delimited): header.Data = cursor.ReadBytes(); break;
            case (6, Varint): header.FrameNumber = cursor.ReadVarint(); break;
            case (7, Varint): header.TimestampNs = cursor.ReadVarint(); break;
            case (8, Fixed64): header.ExposureMs = cursor.ReadDouble(); break;
            case (10, Varint): header.RoiX = (uint)cursor.ReadVarint(); break;
            case (11, Varint): header.RoiY = (uint)cursor.ReadVarint(); break;
            case (20, Fixed64): header.TemperatureC = cursor.ReadDouble(); break;
            case (21, Delimited): header.GainMode = cursor.ReadBytes(); break;
            case (22, Delimited): header.ReadoutSpeed = cursor.ReadBytes(); break;
            case (23, Delimited): header.TriggerMode = cursor.ReadBytes(); break;
            case (24, Varint): header.BinningX = (uint)cursor.ReadVarint(); break;
            case (25, Varint): header.BinningY = (uint)cursor.ReadVarint(); break;
            case (30, Delimited): ReadMetadata(cursor.ReadBytes(), header.Metadata ??= new(StringComparer.Ordinal)); break;
            case (40, Delimited): header.Metrics = ReadMetrics(cursor.ReadBytes(), header.Metrics ?? default); break;
            case (50, Varint): header.Compression = (uint)cursor.ReadVarint(); break;
            case (51, Varint): header.UncompressedSize = (uint)cursor.ReadVarint(); break;
            default: return false;
        }

        return true;
    }

    private static FrameMetricsHeader ReadMetrics(ReadOnlySequence<byte> message, FrameMetricsHeader metrics)
    {
        var cursor = new ProtobufCursor(message);
        while (cursor.TryReadTag(out var number, out var wireType))
        {
            switch (number, wireType)
            {
                case (1, Fixed64): metrics.CurrentFps = cursor.ReadDouble(); break;
                case (2, Varint): metrics.FramesSent = cursor.ReadVarint(); break;
                case (3, Varint): metrics.FramesDropped = cursor.ReadVarint(); break;
                case (4, Fixed64): metrics.AverageLatencyMs = cursor.ReadDouble(); break;
                default: cursor.Skip(number, wireType); break;
            }
        }

        return metrics;
    }

    private static void ReadMetadata(ReadOnlySequence<byte> entry, Dictionary<string, string> metadata)
    {
        var cursor = new ProtobufCursor(entry);
        var (key, value) = ("", "");
        while (cursor.TryReadTag(out var number, out var wireType))
        {
            switch (number, wireType)
            {
                case (1, Delimited): key = Encoding.UTF8.GetString(cursor.ReadBytes()); break;
                case (2, Delimited): value = Encoding.UTF8.GetString(cursor.ReadBytes()); break;
                default: cursor.Skip(number, wireType); break;
            }
        }

        metadata[key] = value;
    }
}
