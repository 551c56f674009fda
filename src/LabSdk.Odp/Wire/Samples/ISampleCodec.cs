namespace LabSdk.Odp.Wire;

/// <summary>One kind of sample on the wire: field 1 the value, field 2 the status, both left out when zero.</summary>
internal interface ISampleCodec<T>
{
    static abstract SampleKind Kind { get; }

    /// <summary>Reads one sample in its plain form, which takes all of the bytes; false for any other form.</summary>
    static abstract bool TryRead(ReadOnlySpan<byte> sample, out T value, out SampleStatus status);

    /// <summary>Bytes of the value with its tag; 0 when it is left out.</summary>
    static abstract int Size(T value);

    /// <summary>Writes the value with its tag.</summary>
    static abstract void Write(ref WireWriter writer, T value);
}
