using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Tests.Wire;

/// <summary>The plain way through the general parser, to hold the fast way against: rows, or null when there is a problem.</summary>
internal static class ReferenceExpansion
{
    public static IReadOnlyList<ExpandedRow>? Expand(string type, byte[] content, IFormatSource formats)
    {
        return type switch
        {
            PacketTypes.PeriodicData => PacketContent.TryParse(PeriodicDataPacket.Parser, content, out var packet) ? Periodic(packet, formats) : null,
            PacketTypes.SynchroData => PacketContent.TryParse(SynchroDataPacket.Parser, content, out var packet) ? Synchro(packet, formats) : null,
            _ => PacketContent.TryParse(RowDataPacket.Parser, content, out var packet) ? Rows(packet, formats) : null,
        };
    }

    private static List<ExpandedRow>? Periodic(PeriodicDataPacket packet, IFormatSource formats) =>
        Columns(Names(packet.DataFormat, formats), packet.Columns, index => packet.StartTime + (packet.Interval * (ulong)index), null);

    private static List<ExpandedRow>? Synchro(SynchroDataPacket packet, IFormatSource formats)
    {
        var times = new List<ulong> { packet.StartTime };
        foreach (var interval in packet.Intervals)
        {
            times.Add(unchecked(times[^1] + interval));
        }

        return Columns(Names(packet.DataFormat, formats), packet.Columns, index => times[index], times.Count);
    }

    private static List<ExpandedRow>? Rows(RowDataPacket packet, IFormatSource formats)
    {
        if (Names(packet.DataFormat, formats) is not { } names || packet.Rows.Count != packet.Timestamps.Count)
        {
            return null;
        }

        var rows = new List<ExpandedRow>();
        for (var i = 0; i < packet.Rows.Count; i++)
        {
            if (Samples(packet.Rows[i].DoubleSamples, packet.Rows[i].Int32Samples, packet.Rows[i].BoolSamples, packet.Rows[i].StringSamples) is not { } samples)
            {
                continue;
            }

            if (samples.Count != names.Count)
            {
                return null;
            }

            rows.AddRange(samples.Select((sample, index) => new ExpandedRow(names[index], packet.Timestamps[i], ExpandedRow.Text(sample.Value), sample.Status)));
        }

        return rows;
    }

    private static List<ExpandedRow>? Columns(IReadOnlyList<string>? names, Google.Protobuf.Collections.RepeatedField<SampleColumn> columns, Func<int, ulong> time, int? length)
    {
        if (names is null || columns.Count != names.Count)
        {
            return null;
        }

        var rows = new List<ExpandedRow>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (Samples(columns[i].DoubleSamples, columns[i].Int32Samples, columns[i].BoolSamples, columns[i].StringSamples) is not { } samples)
            {
                continue;
            }

            length ??= samples.Count;
            if (samples.Count != length)
            {
                return null;
            }

            rows.AddRange(samples.Select((sample, index) => new ExpandedRow(names[i], time(index), ExpandedRow.Text(sample.Value), sample.Status)));
        }

        return rows;
    }

    private static IReadOnlyList<string>? Names(SampleDataFormat? format, IFormatSource formats) =>
        format?.FormatCase == SampleDataFormat.FormatOneofCase.ParameterIdentifiers ? format.ParameterIdentifiers.ParameterIdentifiers
        : formats.TryGetParameters(format?.DataFormatIdentifier ?? 0, out var names) ? names : null;

    private static List<(object Value, int Status)>? Samples(DoubleSampleList? doubles, Int32SampleList? numbers, BoolSampleList? flags, StringSampleList? texts) =>
        doubles is not null ? [.. doubles.Samples.Select(sample => ((object)sample.Value, (int)sample.Status))]
        : numbers is not null ? [.. numbers.Samples.Select(sample => ((object)sample.Value, (int)sample.Status))]
        : flags is not null ? [.. flags.Samples.Select(sample => ((object)sample.Value, (int)sample.Status))]
        : texts is not null ? [.. texts.Samples.Select(sample => ((object)sample.Value, (int)sample.Status))]
        : null;
}
