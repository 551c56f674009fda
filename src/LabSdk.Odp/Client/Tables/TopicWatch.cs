namespace LabSdk.Odp.Client;

/// <summary>Knows the topics of the broker, and looks for new ones in the background.</summary>
internal sealed class TopicWatch(IKafkaTransport transport, OdpOptions options, Action answered, Action<string> problem) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile IReadOnlyList<KafkaTopic> _current = [];
    private Task _loop = Task.CompletedTask;

    /// <summary>Raised when the topics changed; from any thread.</summary>
    public event Action<IReadOnlyList<KafkaTopic>>? Changed;

    public IReadOnlyList<KafkaTopic> Current => _current;

    public IReadOnlyCollection<string> Names => [.. _current.Select(topic => topic.Name)];

    /// <summary>Begins with what is known already.</summary>
    public void Start(IReadOnlyList<KafkaTopic> topics)
    {
        _current = topics;
        _loop = Task.Run(WatchAsync);
    }

    /// <summary>Asks the broker now.</summary>
    /// <exception cref="KafkaTransportException">The broker is not reached or refuses.</exception>
    public async Task<IReadOnlyList<KafkaTopic>> RefreshAsync(CancellationToken cancellationToken)
    {
        // One question at a time, so that an older answer never replaces a newer one.
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var topics = await transport.TopicsAsync(cancellationToken).ConfigureAwait(false);
            answered();
            var isChanged = !topics.ToHashSet().SetEquals(_current);
            _current = topics;
            if (isChanged)
            {
                Changed?.Invoke(topics);
            }

            return topics;
        }
        finally
        {
            _asking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WatchAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.TopicRefreshInterval, options.Time, _ending.Token).ConfigureAwait(false);
                await RefreshAsync(_ending.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error) when (error is LabException or ObjectDisposedException)
            {
                problem($"Looking for topics failed: {error.Message}");
            }
        }
    }
}
