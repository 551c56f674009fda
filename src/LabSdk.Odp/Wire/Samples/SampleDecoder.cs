using Google.Protobuf;
using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Wire;

/// <summary>
/// Decodes packets with samples into typed arrays. The plain form, which writers produce, is read straight from the
/// record; anything else goes once through the general parser, which accepts all that protobuf accepts and writes it in
/// the plain form again. Memory stays within a small multiple of the packet. Not thread-safe: one a reader.
/// </summary>
internal sealed class SampleDecoder(IFormatSource formats)
{
    private readonly FormatReferenceReader _references = new();
    private readonly List<(int Start, int Length)> _items = [];

    /// <summary>Decodes the content of a packet of type PeriodicData, SynchroData or RowData.</summary>
    public SampleDecoding Decode(string type, ReadOnlySpan<byte> content)
    {
        var layout = type switch
        {
            PacketTypes.PeriodicData => SampleLayout.Periodic,
            PacketTypes.SynchroData => SampleLayout.Synchro,
            PacketTypes.RowData => SampleLayout.Row,
            _ => throw new ArgumentException($"Packets of type {type} carry no samples.", nameof(type)),
        };
        return TryDecode(layout, content, out var decoding) || (Normalise(layout, content) is { } plain && TryDecode(layout, plain, out decoding))
            ? decoding : SampleDecoding.Malformed(type);
    }

    /// <summary>The parameters of a packet, without looking at its samples; the problem when they cannot be told.</summary>
    public OdpErrorKind? TryGetParameters(string type, ReadOnlySpan<byte> content, out IReadOnlyList<string> parameters)
    {
        parameters = [];
        var layout = type == PacketTypes.PeriodicData ? SampleLayout.Periodic : type == PacketTypes.SynchroData ? SampleLayout.Synchro : SampleLayout.Row;
        SampleParts parts = default;
        if (!(parts.TryRead(layout, content, _items) && _references.TryRead(parts.Format, out var reference)))
        {
            parts = default;
            if (Normalise(layout, content) is not { } plain || !parts.TryRead(layout, plain, _items) || !_references.TryRead(parts.Format, out reference))
            {
                return OdpErrorKind.Malformed;
            }
        }

        return TryResolve(reference, out parameters) ? null : OdpErrorKind.UnknownFormat;
    }

    private bool TryDecode(SampleLayout layout, ReadOnlySpan<byte> content, out SampleDecoding decoding)
    {
        decoding = default;
        SampleParts parts = default;
        if (!parts.TryRead(layout, content, _items) || !_references.TryRead(parts.Format, out var reference))
        {
            return false;
        }

        if (!TryResolve(reference, out var parameters))
        {
            decoding = SampleDecoding.Unknown(reference.Id);
            return true;
        }

        return layout == SampleLayout.Row
            ? TryRows(content, parts, parameters, reference.Id, out decoding)
            : TryColumns(layout, content, parts, parameters, reference.Id, out decoding);
    }

    private bool TryResolve(FormatReference reference, out IReadOnlyList<string> parameters)
    {
        parameters = reference.Names ?? (formats.TryGetParameters(reference.Id, out var known) ? known : null!);
        return parameters is not null;
    }

    private bool TryRows(ReadOnlySpan<byte> content, SampleParts parts, IReadOnlyList<string> parameters, ulong id, out SampleDecoding decoding)
    {
        decoding = default;
        if (parts.Times() is not { } times)
        {
            return false;
        }

        if (times.Length != _items.Count)
        {
            decoding = SampleDecoding.Shape(id, $"{_items.Count} rows have {times.Length} times.");
            return true;
        }

        if (!RowReader.TryRead(content, _items, times, parameters, out var blocks))
        {
            return false;
        }

        decoding = blocks is null ? SampleDecoding.Shape(id, $"A row is not as wide as its format of {parameters.Count} parameters.") : new SampleDecoding(blocks, FormatId: id);
        return true;
    }

    private bool TryColumns(SampleLayout layout, ReadOnlySpan<byte> content, SampleParts parts, IReadOnlyList<string> parameters, ulong id, out SampleDecoding decoding)
    {
        decoding = default;
        if (_items.Count != parameters.Count)
        {
            decoding = SampleDecoding.Shape(id, $"{_items.Count} columns came for {parameters.Count} parameters.");
            return true;
        }

        var columns = new ColumnValues[_items.Count];
        var first = -1;
        for (var i = 0; i < columns.Length; i++)
        {
            if (!ColumnReader.TryRead(content.Slice(_items[i].Start, _items[i].Length), out columns[i]))
            {
                return false;
            }

            first = first < 0 && columns[i].Values is not null ? i : first;
        }

        ulong[]? each = null;
        if (layout == SampleLayout.Synchro && (each = parts.SumUp()) is null)
        {
            return false;
        }

        if (first < 0)
        {
            decoding = new SampleDecoding([], FormatId: id);
            return true;
        }

        var count = columns[first].Count;
        var times = each is null ? SampleTimes.Periodic(parts.Start, parts.Interval, count) : SampleTimes.Of(each);
        decoding = Array.Exists(columns, column => column.Values is not null && column.Count != count) ? SampleDecoding.Shape(id, "Columns are of several lengths.")
            : times.Count != count ? SampleDecoding.Shape(id, $"{count} samples came with {times.Count - 1} intervals.")
            : new SampleDecoding([new SampleBlock(layout, times, [.. columns.Select((column, i) => column.ToSignal(parameters[i], times))])], FormatId: id);
        return true;
    }

    private static byte[]? Normalise(SampleLayout layout, ReadOnlySpan<byte> content) => layout switch
    {
        SampleLayout.Periodic => Normalise(PeriodicDataPacket.Parser, content),
        SampleLayout.Synchro => Normalise(SynchroDataPacket.Parser, content),
        _ => Normalise(RowDataPacket.Parser, content),
    };

    // Twice: passing over unknown fields, the parser also passes over kinds of fields that do not exist.
    private static byte[]? Normalise<T>(MessageParser<T> parser, ReadOnlySpan<byte> content)
        where T : class, IMessage<T>, new() =>
        PacketContent.TryParse(parser, content, out _) && PacketContent.TryParse(parser.WithDiscardUnknownFields(true), content, out var message) ? message.ToByteArray() : null;
}
