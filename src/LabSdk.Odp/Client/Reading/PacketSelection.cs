using LabSdk.Odp.Filtering;
using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp.Client;

/// <summary>Which packets a reading delivers: the platform's filter, and the chosen signals. Not thread-safe.</summary>
internal sealed class PacketSelection(OdpReadOptions options)
{
    private readonly SignalSelection _signals = new(options.Signals);
    private readonly Dictionary<IFormatSource, (PacketFilter? Filter, SampleDecoder Decoder)> _bySource = [];

    public PipeOutcome Decide(OdpPacket packet, IFormatSource formats)
    {
        if (options.Filter is null && options.Signals is null)
        {
            return PipeOutcome.Delivered;
        }

        if (!_bySource.TryGetValue(formats, out var tools))
        {
            _bySource[formats] = tools = (options.Filter is { } filter ? new PacketFilter(filter, formats) : null, new SampleDecoder(formats));
        }

        var verdict = tools.Filter?.Decide(packet.Type, packet.Content.Span) ?? FilterVerdict.Delivered;
        return verdict switch
        {
            FilterVerdict.Unwanted => PipeOutcome.Unwanted,
            FilterVerdict.UnknownFormat => PipeOutcome.Held,
            FilterVerdict.Malformed => PipeOutcome.Malformed,
            _ => options.Signals is null || !PacketTypes.HasSamples(packet.Type) ? PipeOutcome.Delivered : DecideSignals(packet, tools.Decoder),
        };
    }

    private PipeOutcome DecideSignals(OdpPacket packet, SampleDecoder decoder) => decoder.TryGetParameters(packet.Type, packet.Content.Span, out var parameters) switch
    {
        null => parameters.Any(_signals.Has) ? PipeOutcome.Delivered : PipeOutcome.Unwanted,
        OdpErrorKind.UnknownFormat => PipeOutcome.Held,
        _ => PipeOutcome.Malformed,
    };
}
