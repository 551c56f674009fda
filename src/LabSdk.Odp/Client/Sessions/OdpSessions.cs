using LabSdk.Odp.Client;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Topics;
using LabSdk.Text;

namespace LabSdk.Odp;

/// <summary>
/// The sessions of a broker, kept up to date in the background. Events tell what happens after connecting; they are raised
/// from a background thread, one after the other, when the table has changed already.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed partial class OdpSessions
{
    private readonly OdpClient _client;
    private readonly SessionTable _table;
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = New();
    private bool _isLive;

    internal OdpSessions(OdpClient client, TopicLayout layout) => (_client, _table) = (client, new SessionTable(layout));

    /// <summary>A session was created.</summary>
    public event Action<OdpSessionInfo>? SessionStarted;

    /// <summary>Details of a live session changed.</summary>
    public event Action<OdpSessionInfo>? SessionChanged;

    /// <summary>A session is complete.</summary>
    public event Action<OdpSessionInfo>? SessionEnded;

    /// <summary>A session names another one that it did not name before.</summary>
    public event Action<OdpAssociation>? AssociationDetected;

    /// <summary>For readers: every change, also of complete sessions.</summary>
    internal event Action<SessionChange>? Changed;

    /// <summary>All sessions, in order of creation.</summary>
    public IReadOnlyList<OdpSessionInfo> All => _table.Sessions;

    /// <summary>The session of a key; else the newest with this identifier; null when there is none.</summary>
    /// <param name="keyOrIdentifier">A key, such as <c>0a1b...</c>, or an identifier, such as <c>Run 1</c>.</param>
    public OdpSessionInfo? Find(string keyOrIdentifier)
    {
        ArgumentNullException.ThrowIfNull(keyOrIdentifier);
        return _table.TryGet(keyOrIdentifier, out var session) ? session : _table.Sessions.LastOrDefault(each => each.Identifier == keyOrIdentifier);
    }

    /// <summary>The session of a key; else the newest with this identifier.</summary>
    /// <inheritdoc cref="Find"/>
    /// <exception cref="OdpConfigurationException">There is none; the message lists those that are known.</exception>
    public OdpSessionInfo Get(string keyOrIdentifier) => Find(keyOrIdentifier) ?? throw new OdpConfigurationException(
        OdpErrorKind.UnknownSession,
        $"There is no session with the key or identifier '{keyOrIdentifier}' at {_client.Endpoint}.",
        NearestNames.Hint(keyOrIdentifier, All.Reverse().Select(each => each.Identifier.Length > 0 ? each.Identifier : each.SessionKey), "sessions"));

    /// <summary>Waits until there is a session as wanted, and returns the newest of them.</summary>
    /// <param name="wanted">Says whether a session is wanted; must not block.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public async Task<OdpSessionInfo> WaitAsync(Predicate<OdpSessionInfo> wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (All.LastOrDefault(each => wanted(each)) is { } found)
            {
                return found;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a record of the session-info topic.</summary>
    internal SessionChange Apply(bool hasKey, ReadOnlyMemory<byte> record, ulong? time)
    {
        var change = _table.Apply(hasKey, record, time);
        if (change.Kind == SessionChangeKind.Ignored)
        {
            return change;
        }

        lock (_gate)
        {
            var changed = _changed;
            _changed = New();
            changed.TrySetResult();
        }

        if (_isLive)
        {
            Tell(change);
        }

        return change;
    }

    /// <summary>From here on changes are told.</summary>
    internal void GoLive() => _isLive = true;

    private void Tell(SessionChange change)
    {
        var session = change.Session!;
        _client.Raise(() => Changed?.Invoke(change));
        switch (change.Kind)
        {
            case SessionChangeKind.Started:
                _client.Raise(() => SessionStarted?.Invoke(session));
                break;
            case SessionChangeKind.Updated when !session.IsComplete:
                _client.Raise(() => SessionChanged?.Invoke(session));
                break;
            case SessionChangeKind.Ended:
                _client.Raise(() => SessionEnded?.Invoke(session));
                break;
        }

        foreach (var key in change.NewAssociates)
        {
            _client.Raise(() => AssociationDetected?.Invoke(new OdpAssociation(session, key, _table.TryGet(key, out var other) ? other : null)));
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
