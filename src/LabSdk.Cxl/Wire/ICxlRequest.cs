namespace LabSdk.Cxl;

/// <summary>The request payload of a command.</summary>
public interface ICxlRequest
{
    /// <summary>The command that the payload belongs to.</summary>
    static abstract CxlCommand Command { get; }

    /// <summary>Bytes on the wire.</summary>
    int Size { get; }

    /// <summary>Writes the payload; reserved fields become 0.</summary>
    /// <param name="destination">Where it goes; at least <see cref="Size"/> bytes.</param>
    /// <returns>Bytes written: <see cref="Size"/>.</returns>
    /// <exception cref="ArgumentException">The room is too small, or a field is longer than its place on the wire.</exception>
    int Write(Span<byte> destination);
}

/// <summary>A request payload that can be read back, as a component or a simulator does.</summary>
/// <typeparam name="TSelf">The request itself.</typeparam>
public interface ICxlRequest<TSelf> : ICxlRequest
    where TSelf : ICxlRequest<TSelf>
{
    /// <summary>Reads a request payload. Bytes beyond the known fields are passed over.</summary>
    /// <param name="payload">The payload; fields of bytes are slices of it.</param>
    /// <exception cref="CxlProtocolException">It is shorter than its fixed part, or than a count in it says.</exception>
    static abstract TSelf Read(ReadOnlyMemory<byte> payload);
}
