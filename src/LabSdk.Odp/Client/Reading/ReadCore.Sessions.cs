using LabSdk.Odp.Filtering;
using LabSdk.Odp.Sessions;
using LabSdk.Odp.Topics;

namespace LabSdk.Odp.Client;

internal sealed partial class ReadCore
{
    private readonly string _pattern;
    private readonly Dictionary<string, SessionReading> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Topic, int Partition), ReadSource> _sources = [];
    private readonly List<ReadSource> _waiting = [];
    private ReadSource[] _shown = [];

    private IReadOnlyList<OdpSessionInfo> Choose() => _options.SessionKey is { } key ? [_client.Sessions.Get(key)] : [.. _client.Sessions.All.Where(IsWanted)];

    private bool IsWanted(OdpSessionInfo session) =>
        session.DataSource == _options.DataSource
        && (_options.ReadingType == OdpReadingType.Both || session.IsComplete == (_options.ReadingType == OdpReadingType.Historic))
        && WildcardPattern.IsMatch(_pattern, session.Identifier);

    private async Task TakeChangesAsync(CancellationToken cancellationToken)
    {
        while (_changes.TryDequeue(out var change))
        {
            var session = change.Session!;
            if (_sessions.TryGetValue(session.SessionKey, out var reading))
            {
                (reading.Info, reading.LastActivity, reading.IsInactive) = (session, _waited, false);
                if (change.Kind == SessionChangeKind.Updated)
                {
                    _steps.Enqueue(new ReadStep(ReadStepKind.SessionUpdated, Session: session));
                }

                foreach (var associate in change.NewAssociates)
                {
                    var other = _client.Sessions.Find(associate);
                    _steps.Enqueue(new ReadStep(ReadStepKind.Associated, Session: session, Association: new OdpAssociation(session, associate, other)));
                }
            }
            else if (IsOpenEnded && session.DataSource == _options.DataSource && !session.IsComplete && WildcardPattern.IsMatch(_pattern, session.Identifier))
            {
                await _client.TopicWatch.RefreshAsync(cancellationToken).ConfigureAwait(false);
                await AddAsync(session, isOpening: false, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task AddAsync(OdpSessionInfo session, bool isOpening, CancellationToken cancellationToken)
    {
        // By key, a historic reading of a live session is what is there by now.
        var isSnapshot = IsByKey && _options.ReadingType == OdpReadingType.Historic && !session.IsComplete;
        var reading = new SessionReading(session, isOpening, isSnapshot) { LastActivity = _waited };
        _sessions[session.SessionKey] = reading;
        return ExtendAsync(reading, isOpening, cancellationToken);
    }

    /// <summary>Adds the partitions of a session that are there and not read yet.</summary>
    private async Task ExtendAsync(SessionReading session, bool isOpening, CancellationToken cancellationToken)
    {
        var routes = RoutesOf(session.Info).Where(route => !_sources.TryGetValue((route.Start.Topic, route.Start.Partition), out var known) || !session.Progress.ContainsKey(known)).ToArray();
        if (routes.Length == 0)
        {
            return;
        }

        var fresh = routes.Select(route => (route.Start.Topic, route.Start.Partition)).Where(place => !_sources.ContainsKey(place)).ToArray();
        var marks = (await Task.WhenAll(fresh.Select(async place => (place, Marks: await _client.Transport.WatermarksAsync(place.Topic, place.Partition, cancellationToken).ConfigureAwait(false))))
            .ConfigureAwait(false)).ToDictionary(each => each.place, each => each.Marks);
        var committed = _options.GroupId.Length == 0 ? [] : await _client.Transport
            .CommittedAsync(_options.GroupId, [.. routes.Where(route => route.Origin == OdpPacketOrigin.Stream).Select(route => (route.Start.Topic, route.Start.Partition))], cancellationToken).ConfigureAwait(false);
        foreach (var (start, stream, origin) in routes)
        {
            var place = (start.Topic, start.Partition);
            if (!_sources.TryGetValue(place, out var source))
            {
                var end = marks.GetValueOrDefault(place)?.High ?? 0;
                _sources[place] = source = new ReadSource(stream, origin, start.Topic, start.Partition) { OpeningEnd = end, End = end };
                _shown = [.. _sources.Values];
            }

            Begin(session, source, StartOf(session, source, start.Offset, committed, isOpening));
        }
    }

    private long StartOf(SessionReading session, ReadSource source, long start, IReadOnlyList<TopicOffset> committed, bool isOpening)
    {
        if (source.IsEssentials)
        {
            return start;
        }

        if (committed.FirstOrDefault(each => each.Topic == source.Topic && each.Partition == source.Partition) is { } resumed)
        {
            return Math.Max(start, resumed.Offset);
        }

        var isLeading = isOpening && !session.WasComplete && _options is { LiveStart: OdpLiveStart.LeadingEdge, ReadingType: not OdpReadingType.Historic };
        return isLeading ? Math.Max(start, source.OpeningEnd) : start;
    }

    private void Begin(SessionReading session, ReadSource source, long start)
    {
        session.Progress[source] = new SourceProgress(start);
        if (!source.IsAssigned && !_waiting.Contains(source))
        {
            (source.Position, source.IsComplete) = (start, false);
            _waiting.Add(source);
        }
        else if (_waiting.Contains(source))
        {
            source.Position = Math.Min(source.Position, start);
        }
        else if (source.GoBack(start))
        {
            _reader!.Add([source.Place]);
        }
    }

    // The streams wait until the essentials that were there have been read.
    private void AssignWaiting()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        Assign(_waiting.Where(source => source.IsEssentials).ToArray());
        if (!_options.OnlyEssentials && _sessions.Values.All(HasEssentials))
        {
            Assign([.. _waiting]);
        }
    }

    private static bool HasEssentials(SessionReading session) => session.Progress.Keys.All(source => !source.IsEssentials || source.Position >= EssentialsEnd(session, source));

    // What lies behind a complete session's end belongs to others.
    private static long EssentialsEnd(SessionReading session, ReadSource source) => session.WasComplete
        && session.Info.EndOffsets.FirstOrDefault(end => end.Topic == source.Topic && end.Partition == source.Partition) is { Offset: > 0 } end
            ? Math.Min(end.Offset, source.OpeningEnd) : source.OpeningEnd;

    private void Assign(IReadOnlyCollection<ReadSource> sources)
    {
        foreach (var source in sources)
        {
            source.IsAssigned = true;
            _waiting.Remove(source);
        }

        _reader!.Add([.. sources.Select(source => source.Place)]);
    }

    // What there is of a session: main stream, data streams and essentials, as far as their topics exist.
    private List<(TopicOffset Start, string Stream, OdpPacketOrigin Origin)> RoutesOf(OdpSessionInfo session)
    {
        var topics = _client.TopicWatch.Current.ToDictionary(topic => topic.Name, topic => topic.Partitions, StringComparer.Ordinal);
        var layout = _client.Topics;
        var known = TopicListing.Streams(layout, session.DataSource, topics.Keys);
        var plan = ReadPlan.Create(layout, session.DataSource, session.StartOffsets, _options.Streams, known, _options.ExcludeMainStream, _options.ExcludedStreams);
        var routes = plan.Starts.Zip(plan.Streams, (start, stream) => (start, stream, OdpPacketOrigin.Stream)).ToList();
        if (_options.OnlyEssentials)
        {
            routes.Clear();
        }
        else if (_options.Streams is not { Count: > 0 } && !_options.ExcludeMainStream)
        {
            AddAll(layout.Main(session.DataSource).Topic, OdpPacketOrigin.Stream);
        }

        AddAll(layout.Essentials(session.DataSource).Topic, OdpPacketOrigin.Essentials);
        return [.. routes.Where(route => route.start.Partition < topics.GetValueOrDefault(route.start.Topic))];

        // A topic that was made by the first record may have more partitions than anybody writes to, or somebody else does.
        void AddAll(string topic, OdpPacketOrigin origin)
        {
            foreach (var partition in Enumerable.Range(0, topics.GetValueOrDefault(topic)))
            {
                if (!routes.Any(route => route.start.Topic == topic && route.start.Partition == partition) && !IsExcludedPartition(topic, partition))
                {
                    routes.Add((new TopicOffset(topic, partition, ReadPlan.OffsetOf(session.StartOffsets, new TopicRoute(topic, partition))), "", origin));
                }
            }
        }

        bool IsExcludedPartition(string topic, int partition) =>
            layout.Partitions.Any(pair => pair.Value == partition && topic == layout.Main(session.DataSource).Topic && _options.ExcludedStreams.Contains(pair.Key));
    }
}
