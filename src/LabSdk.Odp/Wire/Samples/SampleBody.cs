namespace LabSdk.Odp.Wire;

/// <summary>The part of a packet behind its format: times and samples.</summary>
internal abstract class SampleBody
{
    protected const byte SampleTag = (1 << 3) | 2;

    /// <summary>Bytes it takes.</summary>
    public abstract int Size { get; }

    /// <summary>Writes exactly <see cref="Size"/> bytes.</summary>
    public abstract void Write(ref WireWriter writer);

    /// <summary>The tag of the list of a kind, in columns and rows alike.</summary>
    protected static byte ListTag(SampleKind kind) => (byte)(((int)kind << 3) | 2);

    protected static int SizeOf<T, TCodec>(T value, SampleStatus status)
        where TCodec : ISampleCodec<T> => TCodec.Size(value) + (status == 0 ? 0 : 1 + WireWriter.SizeOf((ulong)(long)(int)status));

    protected static void Write<T, TCodec>(ref WireWriter writer, T value, SampleStatus status)
        where TCodec : ISampleCodec<T>
    {
        writer.Byte(SampleTag);
        writer.Varint((ulong)SizeOf<T, TCodec>(value, status));
        TCodec.Write(ref writer, value);
        if (status != 0)
        {
            writer.Byte(SampleCodecs.StatusTag);
            writer.Varint((ulong)(long)(int)status);
        }
    }
}
