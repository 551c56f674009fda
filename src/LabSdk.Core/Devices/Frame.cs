using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LabSdk.Hosting;

namespace LabSdk.Devices;

/// <summary>
/// One image. Its pixels may live in pooled memory: dispose the frame when done, or <see cref="Copy"/> it to keep it.
/// </summary>
/// <remarks>Not thread-safe: one owner at a time.</remarks>
[TypeFormatterSource]
public sealed class Frame : IDisposable
{
    private IMemoryOwner<byte>? _owner;
    private ReadOnlyMemory<byte> _pixels;
    private bool _disposed;

    /// <summary>Makes a frame.</summary>
    /// <param name="deviceId">The camera.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="format">How the pixels are stored.</param>
    /// <param name="pixels">The pixels: width x height x bytes a pixel, or empty when they were left out.</param>
    /// <param name="owner">The memory behind <paramref name="pixels"/>, given back on dispose; null when it need not be.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the size and format.</exception>
    public Frame(string deviceId, int width, int height, PixelFormat format, ReadOnlyMemory<byte> pixels, IMemoryOwner<byte>? owner = null)
    {
        if (!pixels.IsEmpty && pixels.Length != (long)width * height * BytesPerPixelOf(format))
        {
            throw new ArgumentException($"{pixels.Length} bytes do not make {width} x {height} pixels of {format}.", nameof(pixels));
        }

        DeviceId = deviceId;
        Width = width;
        Height = height;
        Format = format;
        _pixels = pixels;
        _owner = owner;
    }

    /// <summary>The camera.</summary>
    public string DeviceId { get; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>How the pixels are stored.</summary>
    public PixelFormat Format { get; }

    /// <summary>Significant bits of a pixel, 1 to 32.</summary>
    public int BitDepth { get; init; } = 16;

    /// <summary>The number the camera gave it.</summary>
    public ulong Number { get; init; }

    /// <summary>When it was taken, UTC, by the clock of the peer.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Exposure, or null when the camera did not say.</summary>
    public TimeSpan? Exposure { get; init; }

    /// <summary>Frames known to be lost between the one before and this one, anywhere on the way.</summary>
    public ulong LostBefore { get; init; }

    /// <summary>True on the first frame after the stream was taken up again, when frames may be missing without a count.</summary>
    public bool IsAfterReconnect { get; init; }

    /// <summary>Further facts, for example temperature or binning, in the order to show them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The pixels, row-major; empty when they were left out.</summary>
    /// <exception cref="ObjectDisposedException">The frame was disposed.</exception>
    public ReadOnlyMemory<byte> Pixels => _disposed ? throw new ObjectDisposedException(nameof(Frame)) : _pixels;

    /// <summary>True when the pixels are here.</summary>
    public bool HasPixels => !_pixels.IsEmpty;

    /// <summary>Bytes of one pixel.</summary>
    /// <param name="format">The pixel format.</param>
    public static int BytesPerPixelOf(PixelFormat format) => format switch
    {
        PixelFormat.U8 => 1,
        PixelFormat.F32LittleEndian => 4,
        _ => 2,
    };

    /// <summary>One pixel as a number.</summary>
    /// <param name="x">Column, from 0 at the left.</param>
    /// <param name="y">Row, from 0 at the top.</param>
    public double this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(x);
            ArgumentOutOfRangeException.ThrowIfNegative(y);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
            var bytes = Pixels.Span[((y * Width + x) * BytesPerPixelOf(Format))..];
            return Format switch
            {
                PixelFormat.U8 => bytes[0],
                PixelFormat.U16LittleEndian => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
                PixelFormat.U16BigEndian => BinaryPrimitives.ReadUInt16BigEndian(bytes),
                _ => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            };
        }
    }

    /// <summary>The pixels as 16-bit numbers without a copy.</summary>
    /// <exception cref="InvalidOperationException">The format is not 16-bit little-endian, or this machine is big-endian.</exception>
    public ReadOnlySpan<ushort> AsUInt16() =>
        Format == PixelFormat.U16LittleEndian && BitConverter.IsLittleEndian
            ? MemoryMarshal.Cast<byte, ushort>(Pixels.Span)
            : throw new InvalidOperationException($"The pixels are {Format}; use ToArray().");

    /// <summary>All pixels as numbers, row-major.</summary>
    public double[] ToArray()
    {
        var values = new double[HasPixels ? Width * Height : 0];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = this[i % Width, i / Width];
        }

        return values;
    }

    /// <summary>A frame of its own memory that may be kept.</summary>
    public Frame Copy() => new(DeviceId, Width, Height, Format, Pixels.ToArray())
    {
        BitDepth = BitDepth,
        Number = Number,
        Timestamp = Timestamp,
        Exposure = Exposure,
        LostBefore = LostBefore,
        IsAfterReconnect = IsAfterReconnect,
        Metadata = Metadata,
    };

    /// <summary>Gives pooled memory back. Harmless when repeated.</summary>
    public void Dispose()
    {
        _disposed = true;
        if (_owner is { } owner)
        {
            _owner = null;
            _pixels = default;
            owner.Dispose();
        }
    }

    /// <summary>Returns it as self-contained HTML, as notebooks show it.</summary>
    public string ToHtml() => HostViews.Html(this);
}
