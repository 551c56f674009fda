using System.Runtime.CompilerServices;
using LabSdk.Odp.Client;
using LabSdk.Odp.Wire;

namespace LabSdk.Odp;

public sealed partial class OdpReader
{
    private readonly Dictionary<(string Topic, int Partition), long> _handed = [];
    private readonly WakeSignal _formatAdded = new();
    private bool _readsWindows;

    private delegate PipeOutcome Attempt<T>(OdpPacket packet, bool isAgain, List<T> into);

    // Makes items of packets, in order; raises events between them. Packets that wait for a format come when it is there.
    private async IAsyncEnumerable<PipeOutput<T>> PipeAsync<T>(Attempt<T> attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
        {
            throw new InvalidOperationException("The reader is enumerated already; open another one for a second enumeration.");
        }

        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            var items = new List<T>();
            await foreach (var step in StepsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (_held.Count > 0 && Volatile.Read(ref _formatsChanged) != 0)
                {
                    foreach (var output in TakeHeldAgain(attempt, items))
                    {
                        yield return output;
                    }
                }

                if (step.Kind == ReadStepKind.SessionCompleted && _held.Count > 0)
                {
                    await foreach (var output in AwaitFormatsAsync(attempt, items, step.Session!, cancellationToken).ConfigureAwait(false))
                    {
                        yield return output;
                    }
                }

                if (step.Kind != ReadStepKind.Packet)
                {
                    Raise(step);
                    Forget(step);
                    if (step.Kind is ReadStepKind.SessionStarted or ReadStepKind.SessionCompleted)
                    {
                        yield return new PipeOutput<T>(default!, false, step);
                    }

                    continue;
                }

                Run(attempt, step.Packet!, isAgain: false, items);
                for (var i = 0; i < items.Count; i++)
                {
                    if (i == items.Count - 1)
                    {
                        Hand(step.Packet!);
                    }

                    yield return new PipeOutput<T>(items[i], true, step);
                }

                if (items.Count == 0)
                {
                    Hand(step.Packet!);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    private IAsyncEnumerable<ReadStep> StepsAsync(CancellationToken cancellationToken) => _ahead?.ReadAsync(cancellationToken) ?? _core.RunAsync(cancellationToken);

    private IEnumerable<PipeOutput<T>> TakeHeldAgain<T>(Attempt<T> attempt, List<T> items)
    {
        if (_held.Count == 0 || Interlocked.Exchange(ref _formatsChanged, 0) == 0)
        {
            yield break;
        }

        foreach (var packet in _held.TakeAll())
        {
            Run(attempt, packet, isAgain: true, items);
            foreach (var item in items)
            {
                yield return new PipeOutput<T>(item, true, new ReadStep(ReadStepKind.Packet, packet));
            }
        }
    }

    // A session that is over: definitions that were written before its end are on their way to our table, if they exist.
    private async IAsyncEnumerable<PipeOutput<T>> AwaitFormatsAsync<T>(
        Attempt<T> attempt, List<T> items, OdpSessionInfo session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var grace = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = Task.Delay(_client.Options.EndGrace, _client.Options.Time, grace.Token);
        while (_held.Count > 0)
        {
            _formatAdded.Reset();
            foreach (var output in TakeHeldAgain(attempt, items))
            {
                yield return output;
            }

            if (_held.Count > 0 && await Task.WhenAny(_formatAdded.Task, over).ConfigureAwait(false) == over)
            {
                break;
            }
        }

        await grace.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var lost = 0;
        foreach (var packet in _held.TakeAll())
        {
            if (packet.SessionKey == session.SessionKey || !_held.TryAdd(packet))
            {
                lost++;
            }
        }

        if (lost > 0)
        {
            _tally.Add(Counted.Undecodable, lost);
            _client.ReportProblem($"{lost} packets of {session} cannot be decoded: their format was never defined.", _tally);
        }
    }

    private void Run<T>(Attempt<T> attempt, OdpPacket packet, bool isAgain, List<T> items)
    {
        items.Clear();
        var outcome = attempt(packet, isAgain, items);
        if (outcome == PipeOutcome.Held && !_held.TryAdd(packet))
        {
            outcome = PipeOutcome.Undecodable;
        }

        switch (outcome)
        {
            case PipeOutcome.Delivered:
                _tally.Add(Counted.Packets);
                _tally.Add(Counted.UnknownTypes, PacketTypes.ContentOf(packet.Type) is null ? 1 : 0);
                break;
            case PipeOutcome.Copy:
                _tally.Add(Counted.Repeated);
                break;
            case PipeOutcome.Unwanted:
                _tally.Add(Counted.Unwanted);
                break;
            case PipeOutcome.Malformed:
                _tally.Add(Counted.Malformed);
                break;
            case PipeOutcome.Undecodable:
                _tally.Add(Counted.Undecodable);
                break;
        }
    }

    // A reader may live for many sessions.
    private void Forget(in ReadStep step)
    {
        if (step.Kind == ReadStepKind.SessionCompleted && step.Reason != OdpCompletion.Inactive)
        {
            _decoders.Remove(step.Session!.SessionKey);
        }
    }

    private void Hand(OdpPacket packet)
    {
        if (packet.Origin == OdpPacketOrigin.Stream && Options.GroupId.Length > 0)
        {
            lock (_handed)
            {
                _handed[(packet.Topic, packet.Partition)] = packet.Offset + 1;
            }
        }
    }

    private void Raise(ReadStep step)
    {
        switch (step.Kind)
        {
            case ReadStepKind.SessionStarted:
                _client.Raise(() => SessionStarted?.Invoke(step.Session!));
                break;
            case ReadStepKind.SessionCompleted:
                _client.Raise(() => SessionCompleted?.Invoke(new OdpReadingCompleted(step.Session!, step.Reason)));
                break;
            case ReadStepKind.StreamStarted:
                _client.Raise(() => StreamStarted?.Invoke(StreamOf(step)));
                break;
            case ReadStepKind.StreamCompleted:
                _client.Raise(() => StreamCompleted?.Invoke(StreamOf(step)));
                break;
            case ReadStepKind.SessionUpdated:
                _client.Raise(() => SessionInfoUpdated?.Invoke(step.Session!));
                break;
            case ReadStepKind.Associated:
                _client.Raise(() => AssociationUpdated?.Invoke(step.Association!));
                break;
        }
    }

    private static OdpStreamInfo StreamOf(ReadStep step) => new(step.Session!.DataSource, step.Session.SessionKey, step.Stream!);
}
