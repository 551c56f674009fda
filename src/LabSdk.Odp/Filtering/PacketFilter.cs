using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Filtering;

/// <summary>What a packet is to a filter.</summary>
internal enum FilterVerdict
{
    /// <summary>Deliver it.</summary>
    Delivered,

    /// <summary>It is not wanted.</summary>
    Unwanted,

    /// <summary>Its format id is not known (yet): it cannot be told, and is not delivered.</summary>
    UnknownFormat,

    /// <summary>It cannot be read.</summary>
    Malformed,
}

/// <summary>Decides which packets a filtered reading delivers. Not thread-safe: one a reading.</summary>
internal sealed class PacketFilter(OdpPacketFilter filter, IFormatSource formats)
{
    private readonly NameFilter _parameters = new(filter.IncludeParameters, filter.ExcludeParameters);
    private readonly NameFilter _events = new(filter.IncludeEvents, filter.ExcludeEvents);
    private readonly SampleDecoder _decoder = new(formats);

    /// <summary>How often an expression took too long.</summary>
    public long Timeouts => _parameters.Timeouts + _events.Timeouts;

    /// <summary>Looks at a packet.</summary>
    public FilterVerdict Decide(string type, ReadOnlySpan<byte> content) => PacketTypes.Canonical(type) switch
    {
        PacketTypes.PeriodicData or PacketTypes.RowData or PacketTypes.SynchroData => DecideSamples(type, content),
        PacketTypes.Event => DecideEvent(content),
        PacketTypes.Marker when filter.IncludeMarkers => FilterVerdict.Delivered,
        _ => FilterVerdict.Unwanted,
    };

    private FilterVerdict DecideSamples(string type, ReadOnlySpan<byte> content) => _decoder.TryGetParameters(type, content, out var parameters) switch
    {
        null => parameters.Any(_parameters.Allows) ? FilterVerdict.Delivered : FilterVerdict.Unwanted,
        OdpErrorKind.UnknownFormat => FilterVerdict.UnknownFormat,
        _ => FilterVerdict.Malformed,
    };

    private FilterVerdict DecideEvent(ReadOnlySpan<byte> content)
    {
        if (!PacketContent.TryParse(EventPacket.Parser, content, out var packet))
        {
            return FilterVerdict.Malformed;
        }

        return EventFormat.TryResolve(packet.DataFormat, formats, out var identifier)
            ? _events.Allows(identifier) ? FilterVerdict.Delivered : FilterVerdict.Unwanted
            : FilterVerdict.UnknownFormat;
    }
}
