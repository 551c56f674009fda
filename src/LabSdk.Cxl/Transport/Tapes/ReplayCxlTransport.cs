using System.Globalization;
using LabSdk.Tapes;

namespace LabSdk.Cxl;

/// <summary>A component that is answered from a tape, directly and through tunnels.</summary>
internal sealed class ReplayCxlTransport(ReplayLink tape) : ICxlTransport
{
    private const int UsualPayload = 2048, LongestPayload = 1024 * 1024;

    public string Name => tape.Fact("name") is { Length: > 0 } name ? name : tape.Address;

    public bool IsMessageBased => tape.Fact("mctp").Length > 0;

    public int MaximumRequestPayload => Size("maximumRequest");

    public int MaximumResponsePayload => Size("maximumResponse");

    /// <summary>The serial number that was known without asking; null for none.</summary>
    public ulong? SerialNumber => ulong.TryParse(tape.Fact("serial"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public async ValueTask<CxlReply> ExchangeAsync(
        CxlMessageType messageType, ushort opcode, ReadOnlyMemory<byte> payload, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await AnswerAsync(Tunnel.Direct, opcode, payload, cancellationToken).ConfigureAwait(false)).Reply;

    /// <summary>The answer to a command.</summary>
    /// <exception cref="TapeException">The tape has none.</exception>
    public async ValueTask<TunnelReply> AnswerAsync(Tunnel tunnel, ushort opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (payload.Length > MaximumRequestPayload)
        {
            throw CxlRequestException.TooLarge(Name, opcode, payload.Length, MaximumRequestPayload);
        }

        var call = tape.Take(CxlTape.NameOf(tunnel, opcode), CxlTape.Masked(opcode, payload).Span);
        var item = await call.NextAsync(cancellationToken).ConfigureAwait(false);
        return item.Message is { } answer ? CxlTape.Read(answer)
            : item.End is { IsLocal: false } end ? throw CxlTape.ErrorOf(end)
            : throw call.EndOfTape();
    }

    public ValueTask DisposeAsync() => default;

    private int Size(string fact) => int.TryParse(tape.Fact(fact), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= LongestPayload ? size : UsualPayload;
}
