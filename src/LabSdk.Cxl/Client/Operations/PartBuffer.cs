namespace LabSdk.Cxl;

/// <summary>Bytes that come in parts. Room is made as they arrive: an announced size costs nothing.</summary>
internal sealed class PartBuffer(long size, TimeProvider time, string stage, IProgress<CxlProgress>? progress)
{
    private readonly MemoryStream _content = new();
    private readonly long _started = time.GetTimestamp();
    private long _size = size;

    public long Length => _content.Length;

    public long Missing => Math.Max(0, _size - _content.Length);

    public ReadOnlyMemory<byte> Content => _content.GetBuffer().AsMemory(0, (int)_content.Length);

    /// <summary>Adds what came, at most what is missing.</summary>
    /// <returns>False when nothing came: there is no more.</returns>
    public bool Add(ReadOnlyMemory<byte> part)
    {
        _content.Write(part.Span[..(int)Math.Min(part.Length, Missing)]);
        progress?.Report(new CxlProgress(_size == 0 ? 100 : 100.0 * _content.Length / _size, time.GetElapsedTime(_started), stage));
        return !part.IsEmpty;
    }

    /// <summary>Takes a new, smaller size.</summary>
    public void Shrink(long now) => _size = Math.Max(now, 0);
}
