using System.Buffers.Binary;
using System.Text;

namespace LabSdk.Cxl.Bus;

/// <summary>One D-Bus message: the header fields that are used here, and the body as it came.</summary>
internal sealed record BusMessage
{
    public const int PrefixSize = 16;
    public const byte Call = 1, Return = 2, Error = 3, Signal = 4;

    private const int LongestFields = 1 << 16, LongestMessage = 1 << 22;
    private const byte PathField = 1, InterfaceField = 2, MemberField = 3, ErrorField = 4, ReplyField = 5, DestinationField = 6, SenderField = 7, SignatureField = 8;

    public byte Type { get; init; }

    public uint Serial { get; init; }

    public uint? ReplyTo { get; init; }

    public string? Path { get; init; }

    public string? Interface { get; init; }

    public string? Member { get; init; }

    public string? ErrorName { get; init; }

    public string? Destination { get; init; }

    public string? Sender { get; init; }

    public string Signature { get; init; } = "";

    public ReadOnlyMemory<byte> Body { get; init; }

    public bool IsBigEndian { get; init; }

    /// <summary>The values of the body.</summary>
    /// <exception cref="CxlProtocolException">It does not hold what its signature says.</exception>
    public List<object> Values() => new BusReader(Body.Span, IsBigEndian).Values(Signature);

    /// <summary>The whole length of a message, from its first 16 bytes.</summary>
    /// <exception cref="CxlProtocolException">They are no beginning of a message, or of one that is too long.</exception>
    public static int LengthOf(ReadOnlySpan<byte> prefix)
    {
        var isBigEndian = prefix[0] switch
        {
            (byte)'l' => false,
            (byte)'B' => true,
            _ => throw new CxlProtocolException("The D-Bus system bus sent something that is no message."),
        };
        long body = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(prefix[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(prefix[4..]);
        long fields = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(prefix[12..]) : BinaryPrimitives.ReadUInt32LittleEndian(prefix[12..]);
        return fields <= LongestFields && body <= LongestMessage ? (int)(PrefixSize + ((fields + 7) & ~7) + body)
            : throw new CxlProtocolException($"The D-Bus system bus announced a message of {body + fields} bytes, more than is read here.");
    }

    /// <summary>Reads a whole message.</summary>
    /// <exception cref="CxlProtocolException">It is broken.</exception>
    public static BusMessage Read(ReadOnlyMemory<byte> message)
    {
        var isBigEndian = message.Span[0] == (byte)'B';
        var reader = new BusReader(message.Span, isBigEndian);
        var type = message.Span[1];
        var head = reader.Values("yyyyuu");
        var read = new BusMessage { Type = type, Serial = (uint)head[5], IsBigEndian = isBigEndian };
        foreach (var field in ((List<object>)reader.Values("a(yv)")[0]).Cast<List<object>>())
        {
            read = ((byte)field[0], field[1]) switch
            {
                (PathField, string path) => read with { Path = path },
                (InterfaceField, string name) => read with { Interface = name },
                (MemberField, string member) => read with { Member = member },
                (ErrorField, string error) => read with { ErrorName = error },
                (ReplyField, uint serial) => read with { ReplyTo = serial },
                (DestinationField, string destination) => read with { Destination = destination },
                (SenderField, string sender) => read with { Sender = sender },
                (SignatureField, string signature) => read with { Signature = signature },
                _ => read,
            };
        }

        reader.Align(8);
        return read with { Body = message[reader.Position..] };
    }

    /// <summary>Writes a message, little-endian. The body is what <see cref="StringBody"/> made.</summary>
    public byte[] Write()
    {
        var bytes = new List<byte> { (byte)'l', Type, 0, 1 };
        Add(bytes, (uint)Body.Length);
        Add(bytes, Serial);
        Add(bytes, 0);
        AddField(bytes, PathField, 'o', Path);
        AddField(bytes, InterfaceField, 's', Interface);
        AddField(bytes, MemberField, 's', Member);
        AddField(bytes, ErrorField, 's', ErrorName);
        AddField(bytes, DestinationField, 's', Destination);
        AddField(bytes, SenderField, 's', Sender);
        if (ReplyTo is { } reply)
        {
            Pad(bytes, 8);
            bytes.AddRange([ReplyField, 1, (byte)'u', 0]);
            Add(bytes, reply);
        }

        if (Signature.Length > 0)
        {
            Pad(bytes, 8);
            bytes.AddRange([SignatureField, 1, (byte)'g', 0, (byte)Signature.Length, .. Encoding.ASCII.GetBytes(Signature), 0]);
        }

        var fields = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(fields, bytes.Count - PrefixSize);
        for (var i = 0; i < fields.Length; i++)
        {
            bytes[12 + i] = fields[i];
        }

        Pad(bytes, 8);
        bytes.AddRange(Body.Span);
        return [.. bytes];
    }

    /// <summary>A body of one string.</summary>
    public static byte[] StringBody(string text)
    {
        var bytes = new List<byte>();
        AddString(bytes, text);
        return [.. bytes];
    }

    private static void AddField(List<byte> bytes, byte code, char type, string? text)
    {
        if (text is not null)
        {
            Pad(bytes, 8);
            bytes.AddRange([code, 1, (byte)type, 0]);
            AddString(bytes, text);
        }
    }

    private static void AddString(List<byte> bytes, string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Add(bytes, (uint)encoded.Length);
        bytes.AddRange([.. encoded, 0]);
    }

    private static void Add(List<byte> bytes, uint value)
    {
        Pad(bytes, 4);
        bytes.AddRange([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]);
    }

    private static void Pad(List<byte> bytes, int size)
    {
        while (bytes.Count % size != 0)
        {
            bytes.Add(0);
        }
    }
}
