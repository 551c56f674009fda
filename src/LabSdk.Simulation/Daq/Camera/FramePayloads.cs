using System.Collections.Concurrent;
using Google.Protobuf;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The pixels of a frame and its packed forms, one per quality, each made once and shared by all listeners.</summary>
internal sealed class FramePayloads(byte[] pixels, int width, int height)
{
    private readonly ConcurrentDictionary<int, FramePayload> _packed = new();

    public ReadOnlyMemory<byte> Pixels => pixels;

    public FramePayload For(StreamQuality quality)
    {
        var factor = DownSampler.Factor(quality);
        if (!DownSampler.Applies(width, height, pixels.Length, factor))
        {
            factor = 1;
        }

        return _packed.GetOrAdd(factor, Pack);
    }

    private FramePayload Pack(int factor)
    {
        var (columns, rows) = (width / factor, height / factor);
        var image = pixels;
        if (factor > 1)
        {
            image = GC.AllocateUninitializedArray<byte>(columns * rows * sizeof(ushort));
            DownSampler.Reduce(pixels, width, height, factor, image);
        }

        var data = UnsafeByteOperations.UnsafeWrap(Lz4Block.EncodePrefixed(image));
        return new FramePayload((uint)columns, (uint)rows, data, (uint)image.Length);
    }
}

/// <summary>Pixels ready to send: LZ4 block with the size in front.</summary>
internal sealed record FramePayload(uint Width, uint Height, ByteString Data, uint UncompressedSize);
