using System.Buffers.Binary;
using System.Globalization;
using LabSdk.Tapes;

namespace LabSdk.Cxl;

/// <summary>What a tape is told of a link: each command with its way, its payload, and what came of it. Never a passphrase.</summary>
internal static class CxlTape
{
    private const int HeadBytes = 6;
    private const byte Refused = 1, HasVendorStatus = 2, HasBackground = 4, IsBackground = 8;
    private const int ByTimeout = 1, ByIo = 2, ByProtocol = 3, ByOther = 4;

    /// <summary>What a command is called.</summary>
    public static string NameOf(Tunnel tunnel, ushort opcode) => tunnel.Layers == 0 ? CxlOpcodes.Describe(opcode) : $"{CxlOpcodes.Describe(opcode)} through {tunnel}";

    /// <summary>The payload of a request without secrets: of security commands only its length is left.</summary>
    public static ReadOnlyMemory<byte> Masked(ushort opcode, ReadOnlyMemory<byte> payload) => CxlOpcodes.HasSecrets(opcode) ? new byte[payload.Length] : payload;

    /// <summary>Says what the link is.</summary>
    public static void Describe(TapeTap tap, CxlLink link)
    {
        var transport = link.Transport;
        tap.Facts["name"] = transport.Name;
        tap.Facts["mctp"] = transport.IsMessageBased ? "true" : "";
        tap.Facts["maximumRequest"] = transport.MaximumRequestPayload.ToString(CultureInfo.InvariantCulture);
        tap.Facts["maximumResponse"] = transport.MaximumResponsePayload.ToString(CultureInfo.InvariantCulture);
        tap.Facts["serial"] = link.KnownSerialNumber?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>Writes a command down, and its answer when it comes.</summary>
    public static async ValueTask<TunnelReply> RecordAsync(TapeTap tap, Tunnel tunnel, ushort opcode, ReadOnlyMemory<byte> payload, ValueTask<TunnelReply> answer)
    {
        var call = tap.Begin(NameOf(tunnel, opcode));
        call?.Sent(Masked(opcode, payload).Span);
        try
        {
            var reply = await answer.ConfigureAwait(false);
            call?.Received(Bytes(reply, opcode));
            call?.End(TapeEnd.Good);
            return reply;
        }
        catch (Exception error)
        {
            call?.End(Failure(error));
            throw;
        }
    }

    /// <summary>Return code, level, flags, vendor status, payload.</summary>
    public static byte[] Bytes(in TunnelReply answer, ushort opcode)
    {
        var reply = answer.Reply;
        var bytes = new byte[HeadBytes + reply.Payload.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)reply.ReturnCode);
        bytes[2] = (byte)answer.Level;
        bytes[3] = (byte)((answer.IsTunnelRefused ? Refused : 0) | (reply.VendorStatus.HasValue ? HasVendorStatus : 0)
            | (reply.IsBackgroundActive.HasValue ? HasBackground : 0) | (reply.IsBackgroundActive == true ? IsBackground : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), reply.VendorStatus ?? 0);
        if (opcode >> 8 != 0x46)
        {
            // What security protocols answer may be anything; the state of security is no secret.
            reply.Payload.Span.CopyTo(bytes.AsSpan(HeadBytes));
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="Bytes"/> wrote.</summary>
    /// <exception cref="CxlProtocolException">It is too short.</exception>
    public static TunnelReply Read(byte[] bytes)
    {
        if (bytes.Length < HeadBytes)
        {
            throw new CxlProtocolException("An answer on the tape is too short to be one.");
        }

        var flags = bytes[3];
        var reply = new CxlReply(
            (CxlReturnCode)BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            bytes.Length == HeadBytes ? default : bytes.AsMemory(HeadBytes),
            (flags & HasVendorStatus) != 0 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(4)) : null,
            (flags & HasBackground) != 0 ? (flags & IsBackground) != 0 : null);
        return new TunnelReply(reply, bytes[2], (flags & Refused) != 0);
    }

    /// <summary>The error that a tape has instead of an answer.</summary>
    public static LabException ErrorOf(TapeEnd end) => end.Code switch
    {
        ByTimeout => new CxlTimeoutException(end.Text),
        ByProtocol => new CxlProtocolException(end.Text),
        ByIo when end.Facts is { } facts && facts.TryGetValue("errno", out var text) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var errno) => new CxlIoException(errno, end.Text),
        _ => new CxlIoException(0, end.Text),
    };

    private static TapeEnd Failure(Exception error) => error switch
    {
        CxlTimeoutException timeout => new TapeEnd(ByTimeout, timeout.Problem),
        CxlIoException io => new TapeEnd(ByIo, io.Problem, Facts: new Dictionary<string, string> { ["errno"] = io.Errno.ToString(CultureInfo.InvariantCulture) }),
        CxlProtocolException broken => new TapeEnd(ByProtocol, broken.Problem),
        _ => new TapeEnd(ByOther, error.Message, error is OperationCanceledException),
    };
}
