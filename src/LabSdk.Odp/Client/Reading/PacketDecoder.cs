using LabSdk.Odp.Configurations;
using LabSdk.Odp.Formats;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp.Client;

/// <summary>Decodes packets of one reading. Not thread-safe.</summary>
internal sealed class PacketDecoder(IFormatSource formats)
{
    private readonly SampleDecoder _samples = new(formats);
    private readonly ConfigurationAssembler _configurations = new();

    /// <summary>Decodes a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="into">Gets what it carries: nothing for a part of a configuration that is not complete.</param>
    /// <returns>Malformed, UnknownFormat or Shape; null when there is no problem.</returns>
    public OdpErrorKind? Decode(OdpPacket packet, List<IOdpData> into)
    {
        var type = PacketTypes.Canonical(packet.Type);
        var content = packet.Content.Span;
        if (PacketTypes.HasSamples(type))
        {
            var decoding = _samples.Decode(type, content);
            into.AddRange(decoding.Blocks);
            return decoding.Problem;
        }

        if (type is PacketTypes.Marker or PacketTypes.Event or PacketTypes.Error or PacketTypes.RawCanData)
        {
            var problem = TimedContent.TryRead(type, content, formats, out var data);
            if (data is not null)
            {
                into.Add(data);
            }

            return problem;
        }

        if (type == PacketTypes.Configuration)
        {
            return PacketContent.TryParse(ConfigurationPacket.Parser, content, out var part) ? Add(_configurations.Add(part), into) : OdpErrorKind.Malformed;
        }

        if (PacketTypes.ContentOf(type) is null || type is PacketTypes.DataFormatDefinition or PacketTypes.DataFormatConfiguration)
        {
            into.Add(new OdpOpaque(packet.Type, packet.Content));
            return null;
        }

        if (SessionContent.Read(type, content) is not { } other)
        {
            return OdpErrorKind.Malformed;
        }

        into.Add(other);
        return null;
    }

    private static OdpErrorKind? Add(ConfigurationPacket? whole, List<IOdpData> into)
    {
        if (whole is not null)
        {
            into.Add(SessionContent.Of(whole));
        }

        return null;
    }
}
