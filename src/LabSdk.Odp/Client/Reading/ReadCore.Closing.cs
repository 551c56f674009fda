namespace LabSdk.Odp.Client;

internal sealed partial class ReadCore
{
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(1);

    private static bool NeedsClosing(SessionReading session) => session is { IsDone: false, IsSnapshot: false, IsEnded: true, IsClosing: false };

    // Where the session's streams end: asked after it was known to be over, so that nothing written before can be missed.
    private async Task CloseAsync(SessionReading session, CancellationToken cancellationToken)
    {
        if (!session.WasComplete)
        {
            await _client.TopicWatch.RefreshAsync(cancellationToken).ConfigureAwait(false);
            await ExtendAsync(session, isOpening: false, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (source, progress) in session.Progress.Where(pair => !pair.Value.IsDone))
        {
            var high = session.WasComplete && !session.IsGraceOver
                ? source.OpeningEnd
                : (await _client.Transport.WatermarksAsync(source.Topic, source.Partition, cancellationToken).ConfigureAwait(false))?.High ?? 0;
            source.End = Math.Max(source.End, high);
            progress.HardTarget = high;
            progress.SoftTarget = session.Info.EndOffsets.FirstOrDefault(end => end.Topic == source.Topic && end.Partition == source.Partition) is { Offset: > 0 } end
                ? Math.Min(end.Offset, high) : high;
        }

        session.IsClosing = true;
    }

    private void JudgeSessions()
    {
        foreach (var session in _sessions.Values)
        {
            if (!session.IsDone && !session.IsInactive)
            {
                Judge(session);
            }
        }
    }

    private void Judge(SessionReading session)
    {
        if (_options.OnlyEssentials || session.IsSnapshot)
        {
            var isThere = _options.OnlyEssentials ? HasEssentials(session) : session.Progress.Keys.All(source => source.Position >= source.OpeningEnd);
            if (isThere || IsSilent(session))
            {
                Finish(session, !isThere ? OdpCompletion.Inactive : session.Info.IsComplete ? OdpCompletion.Ended : OdpCompletion.ReachedEnd);
            }

            return;
        }

        if (session.IsClosing)
        {
            JudgeSources(session);
            if (session.IsComplete)
            {
                Finish(session, OdpCompletion.Ended);
                return;
            }
        }
        else if (!session.HasAllEnds)
        {
            session.GraceStart = null;
        }
        else if (!session.IsEnded && IsOver(session))
        {
            // Nobody told the session service, but the writer told every stream.
            session.IsEndedByStreams = true;
            session.GraceStart = null;
            _wake.Set();
        }

        if (IsSilent(session))
        {
            Finish(session, OdpCompletion.Inactive);
        }
    }

    private void JudgeSources(SessionReading session)
    {
        var waitsForTail = false;
        foreach (var (source, progress) in session.Progress)
        {
            if (progress.IsDone || source.StaleAfter is not null)
            {
                continue;
            }

            // Without a record of the session its end offset is enough. With records, but no end among them, the writer did not
            // keep to the protocol: its last records may still be under way, or lie behind the offset that was noted.
            var hasTail = progress.HasRecords && !source.IsEssentials && !IsLongOver(session);
            progress.IsDone = progress.HasRecords && !source.IsEssentials
                ? source.Position >= progress.HardTarget && (!hasTail || session.IsGraceOver)
                : source.Position >= progress.SoftTarget;
            waitsForTail |= hasTail && !progress.IsDone && source.Position >= progress.HardTarget;
            if (progress is { IsDone: true, HasRecords: true } && !source.IsEssentials)
            {
                _steps.Enqueue(new ReadStep(ReadStepKind.StreamCompleted, Session: session.Info, Stream: source.Stream));
            }
        }

        if (waitsForTail && IsOver(session))
        {
            (session.IsGraceOver, session.IsClosing) = (true, false);
            _wake.Set();
        }
    }

    private void Finish(SessionReading session, OdpCompletion reason)
    {
        if (reason == OdpCompletion.Inactive && IsOpenEnded)
        {
            session.IsInactive = true;
        }
        else
        {
            session.IsDone = true;
            Leave(session);
        }

        _steps.Enqueue(new ReadStep(ReadStepKind.SessionCompleted, Session: session.Info, Reason: reason));
    }

    // Partitions that nobody needs any more are not fetched any more.
    private void Leave(SessionReading session)
    {
        if (IsOpenEnded)
        {
            return;
        }

        var left = session.Progress.Keys.Where(source => !_sessions.Values.Any(other => !other.IsDone && other.Progress.TryGetValue(source, out var progress) && !progress.IsDone)).ToArray();
        foreach (var source in left)
        {
            (source.IsComplete, source.IsAssigned) = (true, false);
        }

        _reader!.Remove([.. left.Select(source => (source.Topic, source.Partition))]);
    }

    // While a session is being caught up with, records of others show that reading goes on.
    private void NoteProgress(KafkaBatch batch)
    {
        if (batch.Records.Count == 0)
        {
            return;
        }

        foreach (var session in _sessions.Values)
        {
            if (!session.IsDone && session.Progress.Keys.Any(source => source.Position < source.OpeningEnd))
            {
                session.LastActivity = _waited;
            }
        }
    }

    private bool IsSilent(SessionReading session) =>
        _options.InactivityTimeout != Timeout.InfiniteTimeSpan && _waited - session.LastActivity >= _options.InactivityTimeout;

    // Begins the grace when it is first asked for.
    private bool IsOver(SessionReading session) => _waited - (session.GraceStart ??= _waited) >= _client.Options.EndGrace;

    private bool IsLongOver(SessionReading session)
    {
        const int margin = 5;
        return session.WasComplete && (session.Info.LastRecordTime ?? session.Info.TerminationTime) is { } ended
            && _client.Options.Time.GetUtcNow() - OdpTime.ToDateTimeOffset(ended) > _client.Options.EndGrace + TimeSpan.FromSeconds(margin);
    }

    // How long to wait at most before a session has to be judged again.
    private TimeSpan Patience()
    {
        var least = LongestPatience;
        foreach (var session in _sessions.Values.Where(session => !session.IsDone && !session.IsInactive))
        {
            if (_options.InactivityTimeout != Timeout.InfiniteTimeSpan)
            {
                least = Least(least, session.LastActivity + _options.InactivityTimeout - _waited);
            }

            if (session.GraceStart is { } grace && !session.IsGraceOver)
            {
                least = Least(least, grace + _client.Options.EndGrace - _waited);
            }
        }

        return least < ShortestPatience ? ShortestPatience : least;

        static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
    }
}
