using System.Buffers;

namespace LabSdk.Kernel.Zmtp.Sockets;

/// <summary>Puts frames together to messages: nothing is delivered before its last frame is there.</summary>
internal sealed class MessageAssembly(ZmtpLimits limits)
{
    private readonly List<byte[]> _frames = [];

    /// <summary>Bytes that the message in the making may still take.</summary>
    public long BytesLeft { get; private set; } = limits.MessageBytes;

    /// <summary>Adds a frame.</summary>
    /// <param name="body">Its body; copied.</param>
    /// <param name="hasMore">True when more frames of the message follow.</param>
    /// <returns>The message, or null when it goes on.</returns>
    /// <exception cref="ProtocolException">It has too many frames.</exception>
    public byte[][]? Add(ReadOnlySequence<byte> body, bool hasMore)
    {
        if (_frames.Count == limits.MessageFrames)
        {
            throw new ProtocolException(KernelErrorIds.Transport, $"A message has more than {limits.MessageFrames} frames.");
        }

        _frames.Add(body.ToArray());
        BytesLeft -= body.Length;
        if (hasMore)
        {
            return null;
        }

        var message = _frames.ToArray();
        _frames.Clear();
        BytesLeft = limits.MessageBytes;
        return message;
    }
}
