using LabSdk.Odp.StreamApi;
using LabSdk.Odp.Wire.Api;

namespace LabSdk.Odp;

public sealed partial class OdpStreamSessions
{
    /// <summary>Creates a session. Writing its packets, NewSession and Configuration first, is up to the caller.</summary>
    /// <param name="options">What it is. What concerns only a writer, such as packet sizes, is not used.</param>
    /// <param name="cancellationToken">Ends waiting; the session may exist nevertheless.</param>
    /// <returns>The session; its streams are those that the server knew before.</returns>
    /// <exception cref="OdpServerException">The server is not reached, or did not create it.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public async Task<OdpStreamSession> CreateAsync(OdpSessionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var created = options.CreationTime ?? _link.Options.Time.GetUtcNow();
        var request = new CreateSessionRequest
        {
            DataSource = options.DataSource,
            Type = options.Type,
            Version = options.Version,
            UtcOffset = OdpTime.ToDuration(options.UtcOffset ?? TimeZoneInfo.Local.GetUtcOffset(created)),
            Identifier = options.Identifier,
            CreationTime = OdpTime.ToTimestamp(OdpTime.FromDateTimeOffset(created)),
        };
        request.AssociateSessionKey.Add(options.AssociateSessionKeys);
        foreach (var (name, text) in options.Details)
        {
            request.Details[name] = text;
        }

        var call = new StreamApiCall("CreateSession", $"Creating the session '{options.Identifier}' of '{options.DataSource}'");
        var reply = await _link.CallAsync(call, with => _service.CreateSessionAsync(request, with), cancellationToken).ConfigureAwait(false);
        if (!reply.Success || reply.SessionKey.Length == 0)
        {
            throw _link.Refused(call, "the server answers success = false", Disabled);
        }

        // A server that tells nothing of its own sessions has at least told the key.
        return await FindAsync(reply.SessionKey, cancellationToken).ConfigureAwait(false)
            ?? new OdpStreamSession(new OdpSessionInfo(reply.SessionKey, options.DataSource) { Identifier = options.Identifier, Type = options.Type, Version = options.Version }, []);
    }

    /// <summary>Ends a session. Ending one twice does no harm.</summary>
    /// <param name="sessionKey">Its key.</param>
    /// <param name="terminationTime">When it ended, nanoseconds since 1970-01-01 UTC; null for now.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="OdpConfigurationException">The server knows no such session.</exception>
    /// <exception cref="OdpServerException">The server is not reached, or refuses.</exception>
    /// <exception cref="OdpServerTimeoutException">It does not answer in time.</exception>
    public async Task EndAsync(string sessionKey, ulong? terminationTime = null, CancellationToken cancellationToken = default)
    {
        var session = await GetAsync(sessionKey, cancellationToken).ConfigureAwait(false);
        var request = new EndSessionRequest
        {
            DataSource = session.Info.DataSource,
            SessionKey = sessionKey,
            TerminationTime = OdpTime.ToTimestamp(terminationTime ?? OdpTime.FromDateTimeOffset(_link.Options.Time.GetUtcNow())),
        };
        var call = new StreamApiCall("EndSession", $"Ending the session {sessionKey}");
        var reply = await _link.CallAsync(call, with => _service.EndSessionAsync(request, with), cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(reply.Success, call, sessionKey, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a session another identifier.</summary>
    /// <param name="sessionKey">Its key.</param>
    /// <param name="identifier">The new one; an empty one changes nothing.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EndAsync"/>
    public async Task UpdateIdentifierAsync(string sessionKey, string identifier, CancellationToken cancellationToken = default)
    {
        var call = new StreamApiCall("UpdateSessionIdentifier", $"Renaming the session {sessionKey}");
        var request = new UpdateSessionIdentifierRequest { SessionKey = sessionKey, Identifier = identifier };
        var reply = await _link.CallAsync(call, with => _service.UpdateSessionIdentifierAsync(request, with), cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(reply.Success, call, sessionKey, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds texts to a session, or changes some. None can be removed: the protocol has no way.</summary>
    /// <param name="sessionKey">Its key.</param>
    /// <param name="details">Texts by name.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EndAsync"/>
    public async Task UpdateDetailsAsync(string sessionKey, IReadOnlyDictionary<string, string> details, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(details);
        var call = new StreamApiCall("UpdateSessionDetails", $"Changing the details of the session {sessionKey}");
        var request = new UpdateSessionDetailsRequest { SessionKey = sessionKey };
        foreach (var (name, text) in details)
        {
            request.Details[name] = text;
        }

        var reply = await _link.CallAsync(call, with => _service.UpdateSessionDetailsAsync(request, with), cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(reply.Success, call, sessionKey, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Notes that another session belongs to this one.</summary>
    /// <param name="sessionKey">The session's key.</param>
    /// <param name="associateSessionKey">The other's key.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <inheritdoc cref="EndAsync"/>
    public async Task AddAssociateAsync(string sessionKey, string associateSessionKey, CancellationToken cancellationToken = default)
    {
        var call = new StreamApiCall("AddAssociateSession", $"Associating a session with {sessionKey}");
        var request = new AddAssociateSessionRequest { SessionKey = sessionKey, AssociateSessionKey = associateSessionKey };
        var reply = await _link.CallAsync(call, with => _service.AddAssociateSessionAsync(request, with), cancellationToken).ConfigureAwait(false);
        await ThrowUnlessAsync(reply.Success, call, sessionKey, cancellationToken).ConfigureAwait(false);
    }

    // "success = false" does not say why: see whether it is the session that is missing.
    private async Task ThrowUnlessAsync(bool success, StreamApiCall call, string sessionKey, CancellationToken cancellationToken)
    {
        if (!success)
        {
            throw await FindAsync(sessionKey, cancellationToken).ConfigureAwait(false) is null
                ? Unknown(sessionKey) : _link.Refused(call, "the server answers success = false", Disabled);
        }
    }
}
