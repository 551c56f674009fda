using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire.Api;
using LabSdk.Odp.Wire.OpenData;

namespace LabSdk.Odp;

/// <summary>The sessions of a Stream API server. Nothing is kept here: every call asks.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class OdpStreamSessions
{
    private const string Disabled = "Session management may be switched off in the server's configuration.";

    private readonly StreamApiLink _link;
    private readonly SessionManagementService.SessionManagementServiceClient _service;

    internal OdpStreamSessions(StreamApiLink link) => (_link, _service) = (link, new SessionManagementService.SessionManagementServiceClient(link.Calls));

    /// <summary>The keys of all sessions of a data source, live and complete, in no order.</summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpServerException">The server is not reached, or refuses.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public async Task<IReadOnlyList<string>> KeysAsync(string dataSource = "Default", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var call = new StreamApiCall("GetCurrentSessions", $"Listing the sessions of '{dataSource}'");
        var reply = await _link.CallAsync(call, options => _service.GetCurrentSessionsAsync(new GetCurrentSessionsRequest { DataSource = dataSource }, options), cancellationToken).ConfigureAwait(false);
        return reply.Success ? [.. reply.SessionKeys] : throw _link.Refused(call, "the server answers success = false", Disabled);
    }

    /// <summary>All sessions of a data source, newest first where the server tells when they were created.</summary>
    /// <inheritdoc cref="KeysAsync"/>
    public async Task<IReadOnlyList<OdpStreamSession>> AllAsync(string dataSource = "Default", CancellationToken cancellationToken = default)
    {
        var found = new List<OdpStreamSession>();
        foreach (var key in await KeysAsync(dataSource, cancellationToken).ConfigureAwait(false))
        {
            if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } session)
            {
                found.Add(session);
            }
        }

        return [.. found.OrderByDescending(session => session.Info.CreationTime ?? 0)];
    }

    /// <summary>A session by its key.</summary>
    /// <param name="sessionKey">The key.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpConfigurationException">There is none. One that was just created through another server appears when the broker has passed it on.</exception>
    /// <inheritdoc cref="KeysAsync"/>
    public async Task<OdpStreamSession> GetAsync(string sessionKey, CancellationToken cancellationToken = default) =>
        await FindAsync(sessionKey, cancellationToken).ConfigureAwait(false) ?? throw Unknown(sessionKey);

    /// <summary>A session by its key; null when there is none.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<OdpStreamSession?> FindAsync(string sessionKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sessionKey);
        var call = new StreamApiCall("GetSessionInfo", $"Asking for the session {sessionKey}");
        var reply = await _link.CallAsync(call, options => _service.GetSessionInfoAsync(new GetSessionInfoRequest { SessionKey = sessionKey }, options), cancellationToken).ConfigureAwait(false);
        return reply.Success ? Read(sessionKey, reply) : null;
    }

    /// <summary>
    /// Tells of sessions of a data source that begin and end from now on, until it is cancelled. The subscription is made when
    /// the enumeration begins; what is there by then, <see cref="KeysAsync"/> tells.
    /// </summary>
    /// <param name="dataSource">The data source.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <inheritdoc cref="KeysAsync"/>
    public async IAsyncEnumerable<OdpSessionNotice> NoticesAsync(string dataSource = "Default", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var both = new MergedStreams<OdpSessionNotice>(
            cancellationToken, token => StartsAsync(dataSource, token), token => StopsAsync(dataSource, token));
        await using var ending = both.ConfigureAwait(false);
        await foreach (var notice in both.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return notice;
        }
    }

    private async IAsyncEnumerable<OdpSessionNotice> StartsAsync(string dataSource, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var streams = new SessionManagementService.SessionManagementServiceClient(_link.Streams);
        var call = new StreamApiCall("GetSessionStartNotification", $"Waiting for sessions of '{dataSource}'");
        await foreach (var reply in _link.StreamAsync(
            call, options => streams.GetSessionStartNotification(new GetSessionStartNotificationRequest { DataSource = dataSource }, options), cancellationToken).ConfigureAwait(false))
        {
            yield return new OdpSessionNotice(reply.SessionKey, reply.DataSource, IsEnd: false);
        }
    }

    private async IAsyncEnumerable<OdpSessionNotice> StopsAsync(string dataSource, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var streams = new SessionManagementService.SessionManagementServiceClient(_link.Streams);
        var call = new StreamApiCall("GetSessionStopNotification", $"Waiting for the end of sessions of '{dataSource}'");
        await foreach (var reply in _link.StreamAsync(
            call, options => streams.GetSessionStopNotification(new GetSessionStopNotificationRequest { DataSource = dataSource }, options), cancellationToken).ConfigureAwait(false))
        {
            yield return new OdpSessionNotice(reply.SessionKey, reply.DataSource, IsEnd: true);
        }
    }

    private static OdpStreamSession Read(string sessionKey, GetSessionInfoResponse reply)
    {
        var details = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, reply.Details);
        var info = new OdpSessionInfo(sessionKey, reply.DataSource)
        {
            Identifier = reply.Identifier,
            Type = reply.Type,
            Version = reply.Version,
            AssociateSessionKeys = [.. reply.AssociateSessionKeys],
            Details = details,
            UtcOffset = OdpTime.FromDuration(reply.UtcOffset) ?? TimeSpan.Zero,
            IsComplete = reply.IsComplete,
            CreationTime = OdpTime.FromTimestamp(reply.CreationTime),
            TerminationTime = OdpTime.FromTimestamp(reply.TerminationTime),
            StartOffsets = TopicOffset.Of(reply.TopicPartitionOffsets),
            MainOffset = reply.MainOffset,
            EssentialsOffset = reply.EssentialsOffset,
        };
        return new OdpStreamSession(info, [.. reply.Streams.Where(stream => stream.Length > 0).Distinct(StringComparer.Ordinal)]);
    }

    private static OdpConfigurationException Unknown(string sessionKey) => new(
        OdpErrorKind.UnknownSession,
        $"The server knows no session with the key '{sessionKey}'.",
        "Sessions.KeysAsync lists those that it knows. One that was just created through another server appears when the broker has passed it on, usually within 1 s.");
}
