namespace LabSdk.Cxl;

/// <summary>
/// The payload of a successful answer to a command. Counts are held against the bytes that arrived, fields that older
/// revisions of CXL do not send are null, and what newer ones add is kept as surplus.
/// </summary>
/// <typeparam name="TSelf">The answer itself.</typeparam>
public interface ICxlResponse<TSelf>
    where TSelf : ICxlResponse<TSelf>
{
    /// <summary>The command that the payload belongs to.</summary>
    static abstract CxlCommand Command { get; }

    /// <summary>Bytes on the wire.</summary>
    int Size { get; }

    /// <summary>Reads an answer.</summary>
    /// <param name="payload">The payload; fields of bytes are slices of it, so it must not be reused while they are.</param>
    /// <param name="request">
    /// What was asked. It matters to Get Virtual CXL Switch Info, whose blocks are as long as the request allowed, and to
    /// Send LD CXL.io Memory Request, where only a read is answered with data.
    /// </param>
    /// <exception cref="CxlProtocolException">The payload is shorter than the smallest legal one, or than a count in it says.</exception>
    static abstract TSelf Read(ReadOnlyMemory<byte> payload, ICxlRequest? request = null);

    /// <summary>Writes the payload as a component would; reserved fields become 0.</summary>
    /// <param name="destination">Where it goes; at least <see cref="Size"/> bytes.</param>
    /// <returns>Bytes written: <see cref="Size"/>.</returns>
    /// <exception cref="ArgumentException">The room is too small, or a field is longer than its place on the wire.</exception>
    int Write(Span<byte> destination);
}
