using System.Runtime.CompilerServices;
using LabSdk.Odp.Client;
using LabSdk.Odp.Filtering;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp;

public sealed partial class OdpReader
{
    private readonly PacketSelection _filter;
    private readonly EssentialCopies _copies = new();
    private readonly Dictionary<string, PacketDecoder> _decoders = new(StringComparer.Ordinal);
    private readonly List<IOdpData> _decoded = [];

    /// <summary>The packets of the streams as they came; the contents are not decoded.</summary>
    /// <param name="cancellationToken">Ends the enumeration; another one goes on where it was.</param>
    /// <exception cref="InvalidOperationException">Another enumeration is under way.</exception>
    /// <exception cref="KafkaTransportException">Reading cannot go on.</exception>
    public async IAsyncEnumerable<OdpPacket> PacketsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var output in PipeAsync<OdpPacket>(TakePacket, cancellationToken).ConfigureAwait(false))
        {
            if (output.HasItem)
            {
                yield return output.Item;
            }
        }
    }

    /// <summary>
    /// What the packets carry, decoded. Essentials come first; what is written to several places, such as markers, comes once.
    /// Packets whose format is not known yet wait for its definition; those that can never be decoded are counted, and
    /// <see cref="PacketsAsync"/> has their bytes.
    /// </summary>
    /// <inheritdoc cref="PacketsAsync"/>
    public async IAsyncEnumerable<OdpData> DataAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var output in PipeAsync<OdpData>(TakeData, cancellationToken).ConfigureAwait(false))
        {
            if (output.HasItem)
            {
                yield return output.Item;
            }
        }
    }

    /// <summary>The samples of parameters, packet by packet.</summary>
    /// <param name="signals">Identifiers, with <c>*</c>; case counts. Null for all.</param>
    /// <param name="cancellationToken">Ends the enumeration; another one goes on where it was.</param>
    /// <exception cref="InvalidOperationException">Another enumeration is under way.</exception>
    /// <exception cref="KafkaTransportException">Reading cannot go on.</exception>
    public async IAsyncEnumerable<SignalSamples> SamplesAsync(IReadOnlyList<string>? signals = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var wanted = new SignalSelection(signals);
        await foreach (var output in PipeAsync<OdpData>(TakeData, cancellationToken).ConfigureAwait(false))
        {
            if (!output.HasItem || output.Item.Value is not SampleBlock block)
            {
                continue;
            }

            foreach (var column in block.Columns)
            {
                if (column.Count > 0 && wanted.Has(column.Identifier))
                {
                    yield return column;
                }
            }
        }
    }

    private PipeOutcome TakePacket(OdpPacket packet, bool isAgain, List<OdpPacket> into)
    {
        Observe(packet, isKnown: isAgain);
        if (packet.Origin == OdpPacketOrigin.Essentials && !Options.DeliverEssentials && !Options.OnlyEssentials)
        {
            return PipeOutcome.Copy;
        }

        var outcome = _filter.Decide(packet, _client.Formats.Of(packet.DataSource));
        if (outcome == PipeOutcome.Delivered)
        {
            into.Add(packet);
        }

        return outcome;
    }

    private PipeOutcome TakeData(OdpPacket packet, bool isAgain, List<OdpData> into)
    {
        if (!isAgain && _copies.IsCopy(packet))
        {
            return PipeOutcome.Copy;
        }

        var outcome = _filter.Decide(packet, _client.Formats.Of(packet.DataSource));
        if (outcome != PipeOutcome.Delivered)
        {
            Observe(packet, isKnown: true);
            return outcome;
        }

        _decoded.Clear();
        switch (DecoderOf(packet).Decode(packet, _decoded))
        {
            case OdpErrorKind.UnknownFormat:
                return PipeOutcome.Held;
            case OdpErrorKind.Malformed:
                return PipeOutcome.Malformed;
            case OdpErrorKind.Shape:
                return PipeOutcome.Undecodable;
        }

        foreach (var value in _decoded)
        {
            Learn(packet, value);
            into.Add(new OdpData(value, packet));
        }

        return PipeOutcome.Delivered;
    }

    // Parts of configurations are put together by session, names are looked up by data source.
    private PacketDecoder DecoderOf(OdpPacket packet) => _decoders.TryGetValue(packet.SessionKey, out var decoder)
        ? decoder : _decoders[packet.SessionKey] = new PacketDecoder(_client.Formats.Of(packet.DataSource));

    // Of raw packets, and of those that the filter leaves out, only what events and the list of signals need is decoded.
    private void Observe(OdpPacket packet, bool isKnown)
    {
        if (PacketTypes.Canonical(packet.Type) is not (PacketTypes.Configuration or PacketTypes.CoverageCursorInfo) || (!isKnown && _copies.IsCopy(packet)))
        {
            return;
        }

        _decoded.Clear();
        DecoderOf(packet).Decode(packet, _decoded);
        foreach (var value in _decoded)
        {
            Learn(packet, value);
        }
    }

    private void Learn(OdpPacket packet, IOdpData value)
    {
        switch (value)
        {
            case OdpConfiguration configuration:
                Keep(configuration);
                break;
            case OdpCoverage coverage:
                var cursor = new OdpCoverageCursor(packet.DataSource, packet.SessionKey, coverage.Time);
                _client.Raise(() => CoverageCursorReceived?.Invoke(cursor));
                break;
        }
    }
}
