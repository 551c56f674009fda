namespace LabSdk.Odp.Client;

/// <summary>
/// A reader that opens anew where it stood when reading fails for good in the client library. Lost connections are not that:
/// the library gets over them itself. For one caller.
/// </summary>
internal sealed class TrackedReader(IKafkaTransport transport, OdpOptions options, Action<string> problem, Func<IReadOnlyCollection<TopicOffset>> positions) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private volatile IKafkaReader _reader = transport.OpenReader();
    private Task<KafkaBatch>? _pending;
    private int _failures;

    /// <summary>How often it was opened anew.</summary>
    public long Reopened { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Add(IReadOnlyCollection<TopicOffset> from) => Try(reader => reader.Add(from), from.Count);

    public void Remove(IReadOnlyCollection<(string Topic, int Partition)> partitions) => Try(reader => reader.Remove(partitions), partitions.Count);

    /// <summary>The next batch; the same task until it was taken by <see cref="TakeAsync"/>, so that a wait can be given up without loss.</summary>
    public Task Next(CancellationToken lifetime) => _pending ??= _reader.ReadAsync(lifetime).AsTask();

    /// <summary>Takes the batch of <see cref="Next"/>, which is there; an empty one when reading had to begin anew.</summary>
    /// <exception cref="KafkaTransportException">Reading failed again and again.</exception>
    public async Task<KafkaBatch> TakeAsync(CancellationToken lifetime)
    {
        var batch = _pending!;
        _pending = null;
        try
        {
            var taken = await batch.ConfigureAwait(false);
            _failures = 0;
            return taken;
        }
        catch (KafkaTransportException error) when (error.IsTransient && options.Retry.Allows(++_failures))
        {
            problem($"Reading begins anew: {error.Message}");
            await Task.Delay(TimeSpan.FromTicks(Math.Min(options.Retry.DelayBetweenRetries.Ticks, LongestPause.Ticks)), options.Time, lifetime).ConfigureAwait(false);
            await ReopenAsync().ConfigureAwait(false);
            return new KafkaBatch([], [], []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        IsDisposed = true;
        await _reader.DisposeAsync().ConfigureAwait(false);
        if (_pending is { } pending)
        {
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A reader that is just being replaced: the new one gets the positions as they are by then.
    private void Try(Action<IKafkaReader> change, int count)
    {
        try
        {
            if (count > 0)
            {
                change(_reader);
            }
        }
        catch (ObjectDisposedException) when (!IsDisposed)
        {
            return;
        }
    }

    private async Task ReopenAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        _reader = transport.OpenReader();
        Reopened++;
        Add(positions());
    }
}
