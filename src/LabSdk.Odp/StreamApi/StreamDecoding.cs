using System.Runtime.CompilerServices;
using LabSdk.Odp.Client;

namespace LabSdk.Odp.StreamApi;

/// <summary>
/// Decodes the packets of a reading, as the reader of a broker does: copies of one packet come once, and packets whose format is
/// not known wait until the server knows it.
/// </summary>
internal sealed class StreamDecoding(OdpStreamClient client, string dataSource)
{
    private readonly RemoteFormats _formats = new(client.Formats, dataSource, client.Options.Time);
    private readonly Dictionary<string, PacketDecoder> _decoders = new(StringComparer.Ordinal);
    private readonly EssentialCopies _copies = new();
    private readonly HeldPackets _held = new();
    private readonly List<IOdpData> _decoded = [];

    public async IAsyncEnumerable<OdpData> RunAsync(IAsyncEnumerable<OdpPacket> packets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var packet in packets.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (_copies.IsCopy(packet))
            {
                continue;
            }

            var problem = Decode(packet);
            if (problem == OdpErrorKind.UnknownFormat && await _formats.AskAsync(null, cancellationToken).ConfigureAwait(false))
            {
                // What waited for the same id comes first.
                foreach (var earlier in await ReleaseAsync(isLast: false, cancellationToken).ConfigureAwait(false))
                {
                    yield return earlier;
                }

                problem = Decode(packet);
            }

            if (problem == OdpErrorKind.UnknownFormat)
            {
                Hold(packet);
                continue;
            }

            Count(problem);
            foreach (var value in _decoded)
            {
                yield return new OdpData(value, packet);
            }
        }

        foreach (var late in await ReleaseAsync(isLast: true, cancellationToken).ConfigureAwait(false))
        {
            yield return late;
        }
    }

    private OdpErrorKind? Decode(OdpPacket packet)
    {
        _decoded.Clear();
        var decoder = _decoders.TryGetValue(packet.SessionKey, out var known) ? known : _decoders[packet.SessionKey] = new PacketDecoder(_formats);
        return decoder.Decode(packet, _decoded);
    }

    private void Hold(OdpPacket packet)
    {
        if (!_held.TryAdd(packet))
        {
            Count(OdpErrorKind.UnknownFormat);
        }
    }

    private async Task<List<OdpData>> ReleaseAsync(bool isLast, CancellationToken cancellationToken)
    {
        var released = new List<OdpData>();
        var begin = client.Options.Time.GetTimestamp();
        foreach (var packet in _held.TakeAll())
        {
            var problem = Decode(packet);
            if (problem == OdpErrorKind.UnknownFormat && isLast && await _formats.AskAsync(begin, cancellationToken).ConfigureAwait(false))
            {
                problem = Decode(packet);
            }

            if (problem == OdpErrorKind.UnknownFormat && !isLast)
            {
                Hold(packet);
                continue;
            }

            Count(problem);
            released.AddRange(_decoded.Select(value => new OdpData(value, packet)));
        }

        return released;
    }

    private void Count(OdpErrorKind? problem)
    {
        if (problem is { } kind)
        {
            client.CountProblem(kind);
        }
    }
}
