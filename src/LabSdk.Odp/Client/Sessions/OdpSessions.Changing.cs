using System.Text;
using Google.Protobuf;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Wire;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp;

public sealed partial class OdpSessions
{
    private readonly SemaphoreSlim _changing = new(1, 1);

    /// <summary>
    /// Creates a session: makes the topics where the broker lets us, notes where they stand, and announces it. Writing its data
    /// is up to the caller; <c>OdpClient.NewSessionAsync</c> does both.
    /// </summary>
    /// <param name="options">What it is.</param>
    /// <param name="cancellationToken">Ends waiting; the session may exist nevertheless.</param>
    /// <returns>The session as it stands in the table.</returns>
    /// <exception cref="OdpConfigurationException">A name makes no usable topic.</exception>
    /// <exception cref="KafkaTransportException">The broker is not reached, refuses, or did not store the record.</exception>
    public async Task<OdpSessionInfo> CreateAsync(OdpSessionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var now = _client.Options.Time.GetUtcNow();
        await _client.EnsureTopicsAsync(options.DataSource, options.Streams, cancellationToken).ConfigureAwait(false);
        var session = new OdpSessionInfo(Guid.NewGuid().ToString("D"), options.DataSource)
        {
            Identifier = options.Identifier,
            Type = options.Type.Length > 0 ? options.Type : "Session",
            Version = options.Version,
            UtcOffset = options.UtcOffset ?? _client.Options.Time.LocalTimeZone.GetUtcOffset(now),
            AssociateSessionKeys = [.. options.AssociateSessionKeys],
            Details = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, options.Details),
            CreationTime = OdpTime.FromDateTimeOffset(options.CreationTime ?? now),
        };
        var packet = new NewSessionPacket
        {
            DataSource = session.DataSource,
            UtcOffset = OdpTime.ToDuration(session.UtcOffset),
            SessionInfo = SessionMerge.ToPacket(session),
            CreationTime = OdpTime.ToTimestamp(session.CreationTime.Value),
        };
        Fill(packet.TopicPartitionOffsets, await _client.HighWatermarksAsync(session.DataSource, cancellationToken).ConfigureAwait(false));
        await PublishAsync(packet, session.SessionKey, cancellationToken).ConfigureAwait(false);
        return Get(session.SessionKey);
    }

    /// <summary>Ends a session: notes where its topics stand, and announces it. Ending one that is complete does nothing.</summary>
    /// <param name="sessionKey">The session's key.</param>
    /// <param name="terminationTime">When it ended, nanoseconds since 1970-01-01 UTC; null for now.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>The session afterwards.</returns>
    /// <exception cref="OdpConfigurationException">There is no such session.</exception>
    /// <exception cref="KafkaTransportException">The broker is not reached, refuses, or did not store the record.</exception>
    public Task<OdpSessionInfo> EndAsync(string sessionKey, ulong? terminationTime = null, CancellationToken cancellationToken = default) =>
        ChangeAsync<EndOfSessionPacket>(sessionKey, async session =>
        {
            if (session.IsComplete)
            {
                return null;
            }

            var packet = new EndOfSessionPacket
            {
                DataSource = session.DataSource,
                TerminationTime = OdpTime.ToTimestamp(terminationTime ?? OdpTime.FromDateTimeOffset(_client.Options.Time.GetUtcNow())),
            };
            Fill(packet.TopicPartitionOffsets, await _client.HighWatermarksAsync(session.DataSource, cancellationToken).ConfigureAwait(false));
            return packet;
        }, cancellationToken);

    /// <summary>Gives a session another identifier.</summary>
    /// <param name="sessionKey">The session's key.</param>
    /// <param name="identifier">The new one; an empty one changes nothing.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EndAsync"/>
    public Task<OdpSessionInfo> UpdateIdentifierAsync(string sessionKey, string identifier, CancellationToken cancellationToken = default) =>
        UpdateAsync(sessionKey, session => session with { Identifier = identifier }, cancellationToken);

    /// <summary>Adds texts to a session, or changes some. None can be removed: the protocol has no way.</summary>
    /// <param name="sessionKey">The session's key.</param>
    /// <param name="details">Texts by name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EndAsync"/>
    public Task<OdpSessionInfo> UpdateDetailsAsync(string sessionKey, IReadOnlyDictionary<string, string> details, CancellationToken cancellationToken = default) =>
        UpdateAsync(
            sessionKey,
            session => session with { Details = ((System.Collections.Immutable.ImmutableSortedDictionary<string, string>)session.Details).SetItems(details) },
            cancellationToken);

    /// <summary>Notes that another session belongs to this one.</summary>
    /// <param name="sessionKey">The session's key.</param>
    /// <param name="associateSessionKey">The other's key; it need not be known here.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EndAsync"/>
    public Task<OdpSessionInfo> AddAssociateAsync(string sessionKey, string associateSessionKey, CancellationToken cancellationToken = default) =>
        UpdateAsync(
            sessionKey,
            session => session with { AssociateSessionKeys = [.. session.AssociateSessionKeys.Append(associateSessionKey).Distinct(StringComparer.Ordinal)] },
            cancellationToken);

    private Task<OdpSessionInfo> UpdateAsync(string sessionKey, Func<OdpSessionInfo, OdpSessionInfo> change, CancellationToken cancellationToken) =>
        ChangeAsync(sessionKey, session => Task.FromResult<SessionInfoPacket?>(SessionMerge.ToPacket(change(session))), cancellationToken);

    // One after the other: the packet carries all that is known, so the change before has to be known.
    private async Task<OdpSessionInfo> ChangeAsync<T>(string sessionKey, Func<OdpSessionInfo, Task<T?>> change, CancellationToken cancellationToken)
        where T : class, IMessage
    {
        ArgumentNullException.ThrowIfNull(sessionKey);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = Get(sessionKey);
            if (await change(session).ConfigureAwait(false) is { } packet)
            {
                await PublishAsync(packet, session.SessionKey, cancellationToken).ConfigureAwait(false);
            }

            return Get(session.SessionKey);
        }
        finally
        {
            _changing.Release();
        }
    }

    // The record comes back to us like everybody's; only then it counts, so that all clients see the same order.
    private async Task PublishAsync(IMessage packet, string sessionKey, CancellationToken cancellationToken)
    {
        var record = PacketContent.Wrap(packet, sessionKey);
        var route = _client.Topics.SessionInfo;
        var place = await _client.Transport
            .SendAndWaitAsync(new KafkaMessage(route.Topic, Encoding.UTF8.GetBytes(sessionKey), record, route.Partition), cancellationToken).ConfigureAwait(false);
        if (place.Offset < 0 || !await _client.ReadsBackAsync(place, cancellationToken).ConfigureAwait(false))
        {
            Apply(hasKey: true, record, null);
        }
    }

    private static void Fill(Google.Protobuf.Collections.MapField<string, long> target, IReadOnlyDictionary<string, long> offsets)
    {
        foreach (var (key, offset) in offsets)
        {
            target[key] = offset;
        }
    }
}
