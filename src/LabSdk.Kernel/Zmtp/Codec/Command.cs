using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Kernel.Zmtp.Codec;

/// <summary>A command of the transport: a name and data.</summary>
/// <param name="Name">The name, for example <c>READY</c>.</param>
/// <param name="Data">What follows the name.</param>
internal readonly record struct Command(string Name, ReadOnlyMemory<byte> Data)
{
    private const int LongestPingContext = 16;
    private const int PingTimeToLive = 2;

    /// <summary>Reads the body of a command frame.</summary>
    /// <exception cref="ProtocolException">The name is missing or longer than the body.</exception>
    public static Command Parse(ReadOnlyMemory<byte> body)
    {
        var span = body.Span;
        if (span.IsEmpty || span[0] == 0 || span.Length < 1 + span[0])
        {
            throw new ProtocolException(KernelErrorIds.Transport, "A command has no name.");
        }

        return new Command(Encoding.Latin1.GetString(span.Slice(1, span[0])), body[(1 + span[0])..]);
    }

    /// <summary>The body of a READY command.</summary>
    /// <param name="socketType">Our socket type, for example <c>ROUTER</c>.</param>
    public static byte[] Ready(string socketType)
    {
        var name = "Socket-Type"u8;
        var value = Encoding.ASCII.GetBytes(socketType);
        var body = new byte[6 + 1 + name.Length + 4 + value.Length];
        Put(body, "READY"u8);
        body[6] = (byte)name.Length;
        name.CopyTo(body.AsSpan(7));
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(7 + name.Length), value.Length);
        value.CopyTo(body.AsSpan(11 + name.Length));
        return body;
    }

    /// <summary>The body of an ERROR command.</summary>
    /// <param name="reason">Why, in ASCII.</param>
    public static byte[] Error(string reason)
    {
        var text = Encoding.ASCII.GetBytes(reason.Length > 255 ? reason[..255] : reason);
        var body = new byte[6 + 1 + text.Length];
        Put(body, "ERROR"u8);
        body[6] = (byte)text.Length;
        text.CopyTo(body, 7);
        return body;
    }

    /// <summary>The body of the PONG that answers this PING.</summary>
    /// <exception cref="ProtocolException">The PING has no time to live, or a context of more than 16 bytes.</exception>
    public byte[] Pong()
    {
        if (Data.Length is < PingTimeToLive or > PingTimeToLive + LongestPingContext)
        {
            throw new ProtocolException(KernelErrorIds.Transport, $"A PING carries {Data.Length} bytes.");
        }

        var context = Data.Span[PingTimeToLive..];
        var body = new byte[5 + context.Length];
        Put(body, "PONG"u8);
        context.CopyTo(body.AsSpan(5));
        return body;
    }

    /// <summary>The properties of a READY command; names are compared without case.</summary>
    /// <exception cref="ProtocolException">A length points outside the command.</exception>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Properties()
    {
        var properties = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        var rest = Data;
        while (!rest.IsEmpty)
        {
            var nameLength = rest.Span[0];
            if (nameLength == 0 || rest.Length < 1 + nameLength + 4)
            {
                throw Truncated();
            }

            var name = Encoding.Latin1.GetString(rest.Span.Slice(1, nameLength));
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest.Span[(1 + nameLength)..]);
            rest = rest[(5 + nameLength)..];
            if (length > (uint)rest.Length)
            {
                throw Truncated();
            }

            properties[name] = rest[..(int)length];
            rest = rest[(int)length..];
        }

        return properties;
    }

    private static void Put(byte[] body, ReadOnlySpan<byte> name)
    {
        body[0] = (byte)name.Length;
        name.CopyTo(body.AsSpan(1));
    }

    private static ProtocolException Truncated() => new(KernelErrorIds.Transport, "A property of READY points outside the command.");
}
