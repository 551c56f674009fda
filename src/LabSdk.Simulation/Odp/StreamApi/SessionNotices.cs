using System.Collections.Concurrent;
using System.Threading.Channels;
using LabSdk.Odp;

namespace LabSdk.Simulation.Odp;

/// <summary>Tells subscribers of sessions that begin and end after they subscribed.</summary>
internal sealed class SessionNotices : IDisposable
{
    // A subscriber that takes nothing loses the oldest notices, not the server's memory.
    private const int Waiting = 1000;

    private readonly OdpSessions _sessions;
    private readonly ConcurrentDictionary<Subscription, byte> _all = new();

    public SessionNotices(OdpSessions sessions)
    {
        _sessions = sessions;
        sessions.SessionStarted += TellStart;
        sessions.SessionEnded += TellEnd;
    }

    public int Count => _all.Count;

    public Subscription Subscribe(string dataSource, bool toEnds)
    {
        var subscription = new Subscription(this, dataSource, toEnds);
        _all[subscription] = 0;
        return subscription;
    }

    public void Dispose()
    {
        _sessions.SessionStarted -= TellStart;
        _sessions.SessionEnded -= TellEnd;
    }

    private void TellStart(OdpSessionInfo session) => Tell(session, isEnd: false);

    private void TellEnd(OdpSessionInfo session) => Tell(session, isEnd: true);

    private void Tell(OdpSessionInfo session, bool isEnd)
    {
        foreach (var subscription in _all.Keys.Where(each => each.ToEnds == isEnd && each.DataSource == session.DataSource))
        {
            subscription.Keys.Writer.TryWrite(session.SessionKey);
        }
    }

    internal sealed class Subscription(SessionNotices owner, string dataSource, bool toEnds) : IDisposable
    {
        public string DataSource => dataSource;

        public bool ToEnds => toEnds;

        public Channel<string> Keys { get; } = Channel.CreateBounded<string>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });

        public void Dispose() => owner._all.TryRemove(this, out _);
    }
}
