using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LabSdk.Odp.Sessions;

namespace LabSdk.Odp.Client;

/// <summary>
/// The loop of a reading: essentials first, then the streams; finds streams and sessions that come later, and knows when a
/// session is over. It works only while somebody asks for the next step, so that a slow caller slows it down.
/// </summary>
internal sealed partial class ReadCore : IAsyncDisposable
{
    private static readonly KafkaBatch Nothing = new([], [], []);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly OdpClient _client;
    private readonly OdpReadOptions _options;
    private readonly OdpTally _tally;
    private readonly CancellationTokenSource _ending;
    private readonly CancellationToken _ended;
    private readonly WakeSignal _wake = new();
    private readonly ConcurrentQueue<SessionChange> _changes = new();
    private readonly Queue<ReadStep> _steps = new();
    private KafkaBatch _batch = Nothing;
    private int _taken;
    private TrackedReader? _reader;
    private TimeSpan _waited;
    private int _topicsChanged;

    public ReadCore(OdpClient client, OdpReadOptions options, OdpTally tally)
    {
        (_client, _options, _tally) = (client, options, tally);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(client.Lifetime);
        _ended = _ending.Token;
        _pattern = options.IdentifierPattern;
    }

    /// <summary>Where each stream stands; readable at any time.</summary>
    public IReadOnlyList<OdpStreamState> States => [.. _shown.Select(source => source.ToState())];

    public async Task<IReadOnlyList<OdpStreamState>> AskStatesAsync(CancellationToken cancellationToken)
    {
        foreach (var source in _shown)
        {
            if (await _client.Transport.WatermarksAsync(source.Topic, source.Partition, cancellationToken).ConfigureAwait(false) is { } marks)
            {
                source.End = Math.Max(source.End, marks.High);
            }
        }

        return States;
    }

    /// <summary>One session is read, which is known by its key.</summary>
    private bool IsByKey => _options.SessionKey is not null;

    /// <summary>Sessions that start later are read, too.</summary>
    private bool IsOpenEnded => !IsByKey && _options.ReadingType != OdpReadingType.Historic && !_options.OnlyEssentials;

    private bool IsFinished => !IsOpenEnded && _sessions.Values.All(session => session.IsDone);

    /// <summary>Chooses the sessions and begins. Once.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Listen(true);
        try
        {
            await _client.TopicWatch.RefreshAsync(cancellationToken).ConfigureAwait(false);
            foreach (var session in Choose())
            {
                await AddAsync(session, isOpening: true, cancellationToken).ConfigureAwait(false);
            }

            _reader = new TrackedReader(_client.Transport, _client.Options, TakeFailure, Positions);
        }
        catch
        {
            // It may be tried again.
            Listen(false);
            _sessions.Clear();
            _sources.Clear();
            _waiting.Clear();
            throw;
        }
    }

    public async IAsyncEnumerable<ReadStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            // What an enumeration before left over comes first.
            while (_steps.TryDequeue(out var left))
            {
                yield return left;
            }

            while (_taken < _batch.Records.Count)
            {
                Take(_batch.Records[_taken++]);
                while (_steps.TryDequeue(out var step))
                {
                    yield return step;
                }
            }

            TakeEndsAndGaps(_batch);
            NoteProgress(_batch);
            (_batch, _taken) = (Nothing, 0);
            _wake.Reset();
            await WorkAsync(cancellationToken).ConfigureAwait(false);
            AssignWaiting();
            JudgeSessions();
            if (_steps.Count > 0)
            {
                continue;
            }

            if (IsFinished)
            {
                yield break;
            }

            _batch = await NextBatchAsync(cancellationToken).ConfigureAwait(false) ?? Nothing;
            if (_batch.IsEmpty)
            {
                yield return new ReadStep(ReadStepKind.Wake);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Listen(false);
        await _ending.CancelAsync().ConfigureAwait(false);
        if (_reader is not null)
        {
            await _reader.DisposeAsync().ConfigureAwait(false);
        }

        _ending.Dispose();
    }

    private void Listen(bool isOn)
    {
        if (isOn)
        {
            _client.Sessions.Changed += TakeChange;
            _client.TopicWatch.Changed += TakeTopics;
            _client.Formats.Added += TakeFormat;
        }
        else
        {
            _client.Sessions.Changed -= TakeChange;
            _client.TopicWatch.Changed -= TakeTopics;
            _client.Formats.Added -= TakeFormat;
        }
    }

    // What has to be asked of the broker. While it does not answer, it is tried again.
    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TakeChangesAsync(cancellationToken).ConfigureAwait(false);
            if (Interlocked.Exchange(ref _topicsChanged, 0) != 0)
            {
                foreach (var session in _sessions.Values.Where(session => session is { IsDone: false, IsSnapshot: false, WasComplete: false }).ToArray())
                {
                    await ExtendAsync(session, isOpening: false, cancellationToken).ConfigureAwait(false);
                }
            }

            foreach (var session in _sessions.Values.Where(NeedsClosing).ToArray())
            {
                await CloseAsync(session, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (KafkaTransportException error) when (error.IsTransient)
        {
            _client.ReportProblem(error.Message, _tally);
            Interlocked.Exchange(ref _topicsChanged, 1);
            await Task.Delay(RetryAfter, _client.Options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Null when there is something else to look at. Only the time spent here counts as silence.
    private async Task<KafkaBatch?> NextBatchAsync(CancellationToken cancellationToken)
    {
        var next = _reader!.Next(_ended);
        if (!next.IsCompleted)
        {
            var time = _client.Options.Time;
            var begin = time.GetTimestamp();
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended);
            await Task.WhenAny(next, _wake.Task, Task.Delay(Patience(), time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (_client.IsConnected)
            {
                _waited += time.GetElapsedTime(begin);
            }

            if (!next.IsCompleted)
            {
                _ended.ThrowIfCancellationRequested();
                return null;
            }
        }

        try
        {
            return await _reader.TakeAsync(_ended).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (_ended.IsCancellationRequested)
        {
            throw new OperationCanceledException(_ended);
        }
    }

    private IReadOnlyCollection<TopicOffset> Positions() => [.. _shown.Where(source => source.IsAssigned).Select(source => source.Place)];

    private void TakeFailure(string text)
    {
        _tally.Add(Counted.Reconnects);
        _client.ReportProblem(text, _tally);
    }

    private void TakeChange(SessionChange change)
    {
        _changes.Enqueue(change);
        _wake.Set();
    }

    private void TakeTopics(IReadOnlyList<KafkaTopic> topics)
    {
        Interlocked.Exchange(ref _topicsChanged, 1);
        _wake.Set();
    }

    private void TakeFormat(string dataSource) => _wake.Set();
}
