using System.Runtime.CompilerServices;
using LabSdk.Odp.Client;

namespace LabSdk.Odp;

public sealed partial class OdpReader
{
    private readonly SignalSubscriptions _subscriptions = new();
    private WindowMaker? _windows;

    /// <summary>What windows hold now: identifiers and patterns, or <c>*</c> for everything.</summary>
    public IReadOnlyList<string> Subscriptions => _subscriptions.Patterns;

    /// <summary>Values of the current windowed reading that came after their time was delivered, and were not delivered: make the window longer.</summary>
    public long LateSamples => Volatile.Read(ref _windows)?.Late ?? 0;

    /// <summary>
    /// All streams in one order of time: for each session a start mark, windows as the data's own time goes on, and an end mark.
    /// What is held is also delivered after a window length of silence.
    /// </summary>
    /// <param name="options">How; null for the defaults. Its parameters are the first subscription.</param>
    /// <param name="cancellationToken">Ends the enumeration; what is held is lost to a later one.</param>
    /// <exception cref="OdpConfigurationException">A number of the options is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Another enumeration is under way.</exception>
    /// <exception cref="KafkaTransportException">Reading cannot go on.</exception>
    public async IAsyncEnumerable<SampleWindow> BufferedAsync(BufferingOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new BufferingOptions();
        options.Check();
        if (options.SubscribedParameters is { } wanted)
        {
            _subscriptions.Set(takesAll: false, wanted);
        }

        _readsWindows = true;
        var windows = new WindowMaker(options, _subscriptions, _client.Options.Time);
        Volatile.Write(ref _windows, windows);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var source = PipeAsync<OdpData>(TakeData, leaving.Token).GetAsyncEnumerator(leaving.Token);
        var next = Task.FromResult(false);
        try
        {
            while (true)
            {
                next = source.MoveNextAsync().AsTask();
                while (!next.IsCompleted && !await ArrivesAsync(next, windows.Patience, cancellationToken).ConfigureAwait(false))
                {
                    foreach (var window in windows.ReleaseIdle())
                    {
                        yield return window;
                    }
                }

                if (!await next.ConfigureAwait(false))
                {
                    yield break;
                }

                var output = source.Current;
                var made = output.HasItem ? windows.Add(output.Item) : output.Step.Kind == ReadStepKind.SessionCompleted ? windows.End(output.Step.Session!.SessionKey) : [];
                foreach (var window in made)
                {
                    yield return window;
                }
            }
        }
        finally
        {
            // A reader that leaves during a silence leaves a step behind, which has to end before the source can be closed.
            await leaving.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync().ConfigureAwait(false);
            _readsWindows = false;
        }
    }

    /// <summary>Parameters of different rates on one grid of time.</summary>
    /// <param name="options">What is wanted; its parameters are the first subscription.</param>
    /// <param name="buffering">How streams are put into order first; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <inheritdoc cref="BufferedAsync"/>
    public async IAsyncEnumerable<InterpolationBatch> InterpolatedAsync(
        InterpolationOptions options, BufferingOptions? buffering = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        buffering ??= new BufferingOptions();
        var sessions = new Dictionary<string, SampleInterpolation>(StringComparer.Ordinal);
        var all = options with { Parameters = null };
        var windows = BufferedAsync(buffering with { SubscribedParameters = buffering.SubscribedParameters ?? options.Parameters }, cancellationToken);
        await foreach (var window in windows.ConfigureAwait(false))
        {
            if (!sessions.TryGetValue(window.SessionKey, out var session))
            {
                sessions[window.SessionKey] = session = new SampleInterpolation(all);
            }

            foreach (var batch in session.Read([window]))
            {
                yield return batch with { SessionKey = window.SessionKey };
            }

            if (window.Kind == SampleWindowKind.End)
            {
                sessions.Remove(window.SessionKey);
            }
        }
    }

    /// <summary>Adds parameters to the windows, from the next packet on; also while they are read.</summary>
    /// <param name="signals">Identifiers, with <c>*</c>; case counts.</param>
    public void Subscribe(params IEnumerable<string> signals) => _subscriptions.Add(signals);

    /// <summary>Takes parameters out of the windows, from the next packet on; what is held is still delivered.</summary>
    /// <param name="signals">Identifiers or patterns as they were subscribed; also parameters out of a wider pattern.</param>
    public void Unsubscribe(params IEnumerable<string> signals) => _subscriptions.Remove(signals);

    /// <summary>Subscribes everything, which is also how a reading without parameters in its options begins.</summary>
    public void SubscribeAll() => _subscriptions.Set(takesAll: true, []);

    /// <summary>Subscribes nothing.</summary>
    public void UnsubscribeAll() => _subscriptions.Set(takesAll: false, []);

    // False when what is held has to be released first.
    private async Task<bool> ArrivesAsync(Task<bool> next, TimeSpan? patience, CancellationToken cancellationToken)
    {
        if (patience is null)
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(next, Task.Delay(patience.Value, _client.Options.Time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        return first == next || cancellationToken.IsCancellationRequested;
    }
}
