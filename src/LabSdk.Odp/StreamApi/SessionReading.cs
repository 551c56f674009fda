using System.Runtime.CompilerServices;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp.StreamApi;

/// <summary>Reads a session whole. A stream that appears late gets a connection of its own, so that nothing is read twice or given up.</summary>
internal sealed class SessionReading(OdpStreamClient client, string sessionKey, TimeSpan inactivityTimeout)
{
    // Servers do not tell where a session's streams end, and list streams that the session never used.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal) { "" };
    private readonly HashSet<string> _carried = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private bool _isComplete;

    public async IAsyncEnumerable<OdpPacket> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await client.Sessions.GetAsync(sessionKey, cancellationToken).ConfigureAwait(false);
        _open.UnionWith(session.Streams);
        using var watch = new SilenceWatch(inactivityTimeout, client.Options.Time, cancellationToken);
        var all = new MergedStreams<OdpPacket>(cancellationToken, token => ReadAsync(OdpConnectionOptions.Of(session), token));
        await using var ending = all.ConfigureAwait(false);
        all.Add(token => FollowAsync(all, watch, token));
        var packets = all.ReadAsync(watch.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var reading = packets.ConfigureAwait(false);
        while (await watch.MoveNextAsync(packets).ConfigureAwait(false))
        {
            yield return packets.Current;
            Note(packets.Current);
            EndIfWhole(all, watch);
        }
    }

    private async IAsyncEnumerable<OdpPacket> ReadAsync(OdpConnectionOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await client.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await foreach (var packet in connection.PacketsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return packet;
        }
    }

    // Carries no packets itself: it adds the streams that do, until the session is complete.
    private async IAsyncEnumerable<OdpPacket> FollowAsync(MergedStreams<OdpPacket> all, SilenceWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var session = await client.Sessions.GetAsync(sessionKey, cancellationToken).ConfigureAwait(false);
            foreach (var stream in session.Streams)
            {
                if (IsNew(stream))
                {
                    var only = new OdpConnectionOptions
                    {
                        DataSource = session.Info.DataSource,
                        SessionKey = sessionKey,
                        Streams = [stream],
                        StreamOffsets = [StreamStart.Of(session, stream)],
                        ExcludeMainStream = true,
                    };
                    all.Add(token => ReadAsync(only, token));
                }
            }

            if (session.Info.IsComplete)
            {
                Volatile.Write(ref _isComplete, true);
                EndIfWhole(all, watch);
                yield break;
            }

            await Task.Delay(client.Options.StreamRefreshInterval, client.Options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsNew(string stream)
    {
        lock (_gate)
        {
            return _open.Add(stream);
        }
    }

    private void Note(OdpPacket packet)
    {
        lock (_gate)
        {
            _carried.Add(packet.Stream);
            if (packet.Type == PacketTypes.EndOfSession)
            {
                _ended.Add(packet.Stream);
            }
        }
    }

    private void EndIfWhole(MergedStreams<OdpPacket> all, SilenceWatch watch)
    {
        bool isWhole;
        lock (_gate)
        {
            if (!Volatile.Read(ref _isComplete) || _ended.Count == 0 || !_carried.IsSubsetOf(_ended))
            {
                return;
            }

            isWhole = _open.IsSubsetOf(_ended);
        }

        if (isWhole)
        {
            all.End();
        }
        else
        {
            watch.Shorten(Grace);
        }
    }
}
