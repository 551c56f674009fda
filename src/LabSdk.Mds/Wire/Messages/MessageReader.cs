using System.Text;

namespace LabSdk.Mds.Wire;

/// <summary>Decodes messages: first byte with type and flags, perhaps a project key, then CBOR or a coredump.</summary>
internal static class MessageReader
{
    private const byte TypeMask = 0x3F, HasProjectKey = 0x40, IsRunLengthCoded = 0x80;

    // 32 characters and a NUL; the drawing in the source says 32, its code writes 33.
    private const int ProjectKeyBytes = 33;
    private const int LongestContent = 16 * 1024 * 1024;

    /// <summary>Reads a message. Never throws because of its content.</summary>
    /// <param name="bytes">The message without headers and checksum: hostile.</param>
    /// <param name="isValid">Whether its checksum was right.</param>
    public static MdsMessage Read(ReadOnlySpan<byte> bytes, bool isValid)
    {
        var message = new MdsMessage { Bytes = bytes.ToArray(), IsValid = isValid };
        if (bytes.IsEmpty)
        {
            return message with { Problem = "the message is empty" };
        }

        var first = bytes[0];
        var number = first & TypeMask;
        message = message with
        {
            Type = number is >= 1 and <= 4 ? (MdsMessageType)number : MdsMessageType.Unknown,
            IsRunLengthCoded = (first & IsRunLengthCoded) != 0,
        };
        var rest = bytes[1..];
        if ((first & HasProjectKey) != 0)
        {
            if (rest.Length < ProjectKeyBytes)
            {
                return message with { Problem = "the project key is cut off" };
            }

            message = message with { ProjectKey = new Secret(Encoding.Latin1.GetString(rest[..(ProjectKeyBytes - 1)])) };
            rest = rest[ProjectKeyBytes..];
        }

        var content = message.IsRunLengthCoded ? RunLength.Decode(rest, LongestContent) : rest.ToArray();
        return content is null ? message with { Problem = "the run-length coding is broken" } : Content(message with { Content = content }, content);
    }

    private static MdsMessage Content(MdsMessage message, byte[] content)
    {
        switch (message.Type)
        {
            case MdsMessageType.Coredump:
                return CoredumpReader.Read(content) is { } coredump
                    ? message with { Coredump = coredump }
                    : message with { Problem = "this is no coredump: it does not begin with CORE" };
            case MdsMessageType.Event or MdsMessageType.Log or MdsMessageType.Recording:
                return new CborReader(content).TryRead(out var value) && EventReader.Read(value) is { } events
                    ? message with { Events = events }
                    : message with { Problem = "the CBOR cannot be read" };
            default:
                return message with { Problem = "the message type is not known here" };
        }
    }
}
