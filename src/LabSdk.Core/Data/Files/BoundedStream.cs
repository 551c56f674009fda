namespace LabSdk.Data;

/// <summary>Reads a claimed number of bytes without believing the claim: memory grows with what arrives.</summary>
internal static class BoundedStream
{
    private const int FirstPart = 1 << 16;

    /// <summary>The bytes, or null when the stream ends early.</summary>
    public static byte[]? Read(Stream stream, int length)
    {
        var buffer = new byte[Math.Min(length, FirstPart)];
        var filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, false);
            if (filled < buffer.Length)
            {
                return null;
            }

            if (filled == length)
            {
                return buffer;
            }

            Array.Resize(ref buffer, (int)Math.Min(length, 2L * filled));
        }
    }
}
