using System.Buffers;

namespace LabSdk.Daq;

/// <summary>Pooled pixels that several readers of one stream look at; given back when the last of them is done.</summary>
/// <remarks>Each owner disposes exactly once; <see cref="LabSdk.Devices.Frame"/> guarantees that for its owner.</remarks>
internal sealed class SharedPixels(int length) : IMemoryOwner<byte>
{
    private byte[]? _array = ArrayPool<byte>.Shared.Rent(length);
    private int _owners = 1;

    public Memory<byte> Memory => _array.AsMemory(0, length);

    public SharedPixels AddOwner()
    {
        Interlocked.Increment(ref _owners);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _owners) == 0 && Interlocked.Exchange(ref _array, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
