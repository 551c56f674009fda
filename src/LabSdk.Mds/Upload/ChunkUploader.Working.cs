using LabSdk.Mds.Upload;

namespace LabSdk.Mds;

public sealed partial class ChunkUploader
{
    private int _failuresInRow;

    private async Task WorkAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var changed = Volatile.Read(ref _changed).Task;
            var batch = Statistics.State == UploadState.Paused ? [] : _queue.Peek(_batchChunks, _options.BatchBytes);
            if (batch.Count == 0)
            {
                await changed.WaitAsync(_closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            try
            {
                await SendAsync(batch).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it is: nothing is thrown away, and it is seen.
                Update(now => now with { State = UploadState.Paused, LastReason = $"Sending failed: {error.GetType().Name}: {error.Message}", Failures = now.Failures + 1 });
                Pulse();
            }
        }
    }

    private async Task SendAsync(IReadOnlyList<QueuedChunk> batch)
    {
        ReadOnlyMemory<byte>[] chunks = [.. batch.Select(chunk => chunk.Data)];
        if (_options.DryRun)
        {
            Show(chunks);
            _queue.Sent(batch[^1].Number);
            Pulse();
            return;
        }

        Update(now => now with { State = UploadState.Sending, NextAttemptAt = null });
        var result = await PostAsync(chunks, _closing.Token).ConfigureAwait(false);
        var action = UploadDecision.Of(result.Status);
        switch (action)
        {
            case UploadAction.Done:
                _queue.Sent(batch[^1].Number);
                break;
            case UploadAction.Split when batch.Count > 1:
                // What is too much together may be taken in parts; what the service can take is remembered.
                _batchChunks = batch.Count / 2;
                break;
            case UploadAction.Split or UploadAction.Reject:
                _queue.Reject(batch[^1].Number, result.Status);
                break;
        }

        Count(result, batch.Count, batch.Sum(chunk => (long)chunk.Data.Length), action);
        Pulse();
        if (action == UploadAction.Retry)
        {
            await WaitAsync(result.RetryAfter).ConfigureAwait(false);
        }
        else
        {
            _failuresInRow = 0;
        }
    }

    private async Task WaitAsync(TimeSpan? retryAfter)
    {
        var delay = RetryDelay.Of(_failuresInRow++, retryAfter, _options, _random());
        Update(now => now with { State = UploadState.Waiting, NextAttemptAt = _time.GetUtcNow() + delay });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        var timer = Task.Delay(delay, _time, ended.Token);
        while (!timer.IsCompleted)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (Statistics.State != UploadState.Waiting)
            {
                break;
            }

            await Task.WhenAny(timer, changed).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
    }

    // The gate is shared by everybody who sends to this address: requests of one device never overlap.
    private async Task<UploadResult> PostAsync(IReadOnlyList<ReadOnlyMemory<byte>> chunks, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, cancellationToken);
        await _turn.WaitAsync(ended.Token).ConfigureAwait(false);
        try
        {
            return await _poster.PostAsync(chunks, ended.Token).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Count(UploadResult result, int chunks, long bytes, UploadAction? action = null) => Update(now => now with
    {
        ChunksUploaded = now.ChunksUploaded + (result.IsSuccess ? chunks : 0),
        BytesUploaded = now.BytesUploaded + (result.IsSuccess ? bytes : 0),
        Failures = now.Failures + (result.IsSuccess ? 0 : 1),
        LastStatus = result.Status,
        LastReason = result.Reason,
        Rejected = now.Rejected + (action == UploadAction.Reject || (action == UploadAction.Split && chunks == 1) ? chunks : 0),
        State = action switch { null => now.State, UploadAction.Pause => UploadState.Paused, _ => UploadState.Idle },
    });

    private void Show(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        lock (_gate)
        {
            _dryRuns.Enqueue(_poster.Preview(chunks));
            while (_dryRuns.Count > MostDryRuns)
            {
                _dryRuns.Dequeue();
            }
        }
    }
}
