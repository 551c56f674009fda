using LabSdk.Odp.Wire;

namespace LabSdk.Odp.Client;

internal sealed partial class ReadCore
{
    private readonly Utf8Names _keys = new();
    private readonly EnvelopeReader _envelopes = new();

    private void Take(in KafkaRecord record)
    {
        if (!_sources.TryGetValue((record.Topic, record.Partition), out var source) || !source.Take(record))
        {
            return;
        }

        _tally.Add(Counted.Records);
        _tally.Add(Counted.Bytes, record.Value.Length);
        if (record.Key is not { Length: > 0 } key)
        {
            _tally.Add(Counted.WithoutKey);
            TakeDefinition(record);
            return;
        }

        if (!_keys.TryGet(key, out var sessionKey) || !_sessions.TryGetValue(sessionKey, out var session) || !session.Progress.TryGetValue(source, out var progress))
        {
            _tally.Add(Counted.OtherSessions);
            return;
        }

        if (record.Offset < progress.Next)
        {
            _tally.Add(Counted.Repeated);
            return;
        }

        progress.Next = record.Offset + 1;
        if (progress.IsDone || session.IsDone)
        {
            _tally.Add(session.IsSnapshot ? Counted.Unwanted : Counted.Late);
            return;
        }

        if (session.IsSnapshot && record.Offset >= source.OpeningEnd)
        {
            _tally.Add(Counted.Unwanted);
            return;
        }

        TakeOwn(session, source, progress, record);
    }

    private void TakeOwn(SessionReading session, ReadSource source, SourceProgress progress, in KafkaRecord record)
    {
        session.LastActivity = _waited;
        if (!session.IsStarted || session.IsInactive)
        {
            (session.IsStarted, session.IsInactive) = (true, false);
            _steps.Enqueue(new ReadStep(ReadStepKind.SessionStarted, Session: session.Info));
        }

        if (!progress.HasRecords)
        {
            progress.HasRecords = true;
            if (!source.IsEssentials)
            {
                _steps.Enqueue(new ReadStep(ReadStepKind.StreamStarted, Session: session.Info, Stream: source.Stream));
            }
        }

        if (!_envelopes.TryRead(record.Value, out var envelope))
        {
            _tally.Add(Counted.Malformed);
            return;
        }

        _steps.Enqueue(new ReadStep(ReadStepKind.Packet, new OdpPacket(session.Info.DataSource, session.Info.SessionKey, source.Stream, source.Origin, envelope, record), session.Info));
        if (envelope.Type == PacketTypes.EndOfSession && !source.IsEssentials)
        {
            (progress.EndSeen, progress.IsDone) = (true, true);
            _steps.Enqueue(new ReadStep(ReadStepKind.StreamCompleted, Session: session.Info, Stream: source.Stream));
        }
    }

    // Definitions belong to no session. The tables get them, too, but perhaps later.
    private void TakeDefinition(in KafkaRecord record)
    {
        if (record.Key is not null && _options.DataSource is { } own && _envelopes.TryRead(record.Value, out var envelope) && envelope.Type == PacketTypes.DataFormatDefinition)
        {
            _client.Formats.Apply(_sessions.Values.FirstOrDefault()?.Info.DataSource ?? own, envelope);
        }
    }

    private void TakeEndsAndGaps(KafkaBatch batch)
    {
        foreach (var end in batch.Ends)
        {
            if (_sources.TryGetValue((end.Topic, end.Partition), out var source))
            {
                source.TakeEnd(end.Offset);
            }
        }

        foreach (var gap in batch.Gaps)
        {
            _client.ReportGap(gap, _tally);
            if (_sources.TryGetValue((gap.Topic, gap.Partition), out var source))
            {
                source.TakeGap(gap.Resumed);
                foreach (var session in _sessions.Values)
                {
                    if (session.Progress.TryGetValue(source, out var progress))
                    {
                        progress.Next = gap.Resumed;
                    }
                }
            }
        }
    }
}
