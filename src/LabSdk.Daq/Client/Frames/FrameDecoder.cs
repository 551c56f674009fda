using System.Buffers;
using System.Globalization;
using System.Text;
using Grpc.Core;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>
/// Makes frames out of the messages of one stream: reads the fields in place and unpacks the pixels straight from the
/// network buffers into pooled memory. One copy a frame, and no text or dictionary is made twice.
/// </summary>
internal sealed class FrameDecoder
{
    private readonly int _limit;
    private string _deviceId = "";
    private FrameFacts _facts;
    private IReadOnlyDictionary<string, string> _metadata = new Dictionary<string, string>();

    public FrameDecoder(int limit)
    {
        _limit = limit;
        Method = new Method<StreamFramesRequest, FrameMessage>(
            MethodType.ServerStreaming,
            HardwareService.Descriptor.FullName,
            "StreamFrames",
            Marshallers.Create<StreamFramesRequest>(
                static (request, context) =>
                {
                    context.SetPayloadLength(request.CalculateSize());
                    Google.Protobuf.MessageExtensions.WriteTo(request, context.GetBufferWriter());
                    context.Complete();
                },
                static _ => throw new NotSupportedException()),
            Marshallers.Create<FrameMessage>(static (_, _) => throw new NotSupportedException(), context => Decode(context.PayloadAsReadOnlySequence())));
    }

    /// <summary>StreamFrames with this decoder in place of the generated message.</summary>
    public Method<StreamFramesRequest, FrameMessage> Method { get; }

    /// <summary>False when nobody wants pixels, so that they need not be unpacked.</summary>
    public bool WantsPixels { get; set; } = true;

    public FrameMessage Decode(ReadOnlySequence<byte> message)
    {
        var header = FrameHeaderReader.Read(message);
        return new FrameMessage
        {
            DeviceId = DeviceId(header.DeviceId),
            Width = (int)header.Width,
            Height = (int)header.Height,
            BitDepth = (int)header.BitDepth,
            Format = PixelLayout.BytesPerPixel(header.BitDepth) switch
            {
                1 => PixelFormat.U8,
                2 => PixelFormat.U16LittleEndian,
                _ => PixelFormat.F32LittleEndian,
            },
            Number = header.FrameNumber,
            Timestamp = DaqTime.FromNanoseconds(header.TimestampNs),
            Exposure = header.ExposureMs is { } exposure ? DaqUnits.Exposure(exposure) : null,
            Metadata = Metadata(header),
            Metrics = header.Metrics is { } metrics
                ? new DaqFrameMetrics(metrics.CurrentFps, metrics.FramesSent, metrics.FramesDropped, DaqUnits.Exposure(metrics.AverageLatencyMs) ?? TimeSpan.Zero)
                : null,
            Pixels = Unpack(header),
        };
    }

    private SharedPixels? Unpack(in FrameHeader header)
    {
        var length = FramePixels.Length(header, _limit);
        if (!WantsPixels)
        {
            return null;
        }

        var pixels = new SharedPixels(length);
        try
        {
            FramePixels.Unpack(header, pixels.Memory.Span);
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private string DeviceId(ReadOnlySequence<byte> bytes)
    {
        Span<byte> buffer = stackalloc byte[256];
        if (bytes.Length <= buffer.Length)
        {
            bytes.CopyTo(buffer);
            Span<char> text = stackalloc char[256];
            var length = Encoding.UTF8.GetChars(buffer[..(int)bytes.Length], text);
            if (text[..length].SequenceEqual(_deviceId))
            {
                return _deviceId;
            }
        }

        return _deviceId = Encoding.UTF8.GetString(bytes);
    }

    private IReadOnlyDictionary<string, string> Metadata(in FrameHeader header)
    {
        var facts = new FrameFacts(
            header.RoiX, header.RoiY, header.TemperatureC, header.BinningX, header.BinningY,
            Text(header.GainMode), Text(header.ReadoutSpeed), Text(header.TriggerMode));
        if (header.Metadata is null && facts == _facts)
        {
            return _metadata;
        }

        var metadata = facts.ToDictionary();
        foreach (var (name, value) in header.Metadata ?? [])
        {
            metadata[name] = value;
        }

        // The daemon's free map is compared by nobody: with one, the next frame makes its own.
        _facts = header.Metadata is null ? facts : facts with { RoiX = ~facts.RoiX };
        return _metadata = metadata;
    }

    private static string? Text(ReadOnlySequence<byte>? bytes) => bytes is { } given ? Encoding.UTF8.GetString(given) : null;

    private readonly record struct FrameFacts(
        uint RoiX, uint RoiY, double? TemperatureC, uint? BinningX, uint? BinningY, string? GainMode, string? ReadoutSpeed, string? TriggerMode)
    {
        public Dictionary<string, string> ToDictionary()
        {
            var facts = new Dictionary<string, string>(StringComparer.Ordinal);
            Add("roi_x", RoiX == 0 && RoiY == 0 ? null : Number(RoiX));
            Add("roi_y", RoiX == 0 && RoiY == 0 ? null : Number(RoiY));
            Add("temperature_c", TemperatureC is { } temperature ? Number(temperature) : null);
            Add("gain_mode", GainMode);
            Add("readout_speed", ReadoutSpeed);
            Add("trigger_mode", TriggerMode);
            Add("binning_x", BinningX is { } x ? Number(x) : null);
            Add("binning_y", BinningY is { } y ? Number(y) : null);
            return facts;

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    facts[name] = value;
                }
            }
        }

        private static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
