using System.Threading.Channels;

namespace LabSdk.Daq;

public sealed partial class DaqRunEngine
{
    private static readonly TimeSpan SubscriptionPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastDocumentPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WedgePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UnreachablePatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QuietPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FollowInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Runs a plan on the daemon: listens for documents, queues it, starts the engine and collects the points, with the
    /// motor positions joined back in. Cancelling aborts the run on the daemon and waits until it has come to rest.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="onDocument">Called with each document of the run as it arrives, one at a time; may block.</param>
    /// <param name="cancellationToken">Aborts the run.</param>
    /// <returns>The run; look at <see cref="DaqRunResult.LostEvents"/>.</returns>
    /// <exception cref="DaqRunException">The run ended without success, or was lost on the way; it carries what was measured.</exception>
    /// <exception cref="DaqRunCanceledException">The run was cancelled; it carries what was measured.</exception>
    /// <exception cref="DaqDeviceException">The engine is busy or hangs, or a camera of the plan gives no frames.</exception>
    public async Task<DaqRunResult> RunAsync(DaqPlan plan, Action<DaqDocument>? onDocument = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await RefuseStandingCamerasAsync(plan, cancellationToken).ConfigureAwait(false);
        await RequireIdleAsync(cancellationToken).ConfigureAwait(false);
        using var listening = new CancellationTokenSource();
        var arrived = Channel.CreateUnbounded<DaqDocument>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = ListenAsync(arrived.Writer, open, listening.Token);
        try
        {
            // Documents are live only: what is sent before the subscription stands would be lost.
            await Task.WhenAny(open.Task, listener, Task.Delay(SubscriptionPatience, _connection.Time, cancellationToken)).ConfigureAwait(false);
            var queued = await QueuePlanAsync(plan, cancellationToken).ConfigureAwait(false);
            await RequireNextAsync(queued).ConfigureAwait(false);
            return await CollectAsync(queued.RunUid, arrived.Reader, onDocument, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await listening.CancelAsync().ConfigureAwait(false);
            await listener.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(ChannelWriter<DaqDocument> arrived, TaskCompletionSource open, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var document in ReadDocumentsAsync(null, null, open, cancellationToken).ConfigureAwait(false))
            {
                arrived.TryWrite(document);
            }

            arrived.TryComplete();
        }
        catch (Exception failure)
        {
            arrived.TryComplete(failure);
        }
    }

    private async Task<DaqRunResult> CollectAsync(
        string runUid, ChannelReader<DaqDocument> arrived, Action<DaqDocument>? onDocument, CancellationToken cancellationToken)
    {
        var run = new RunCollector(runUid);
        using var ended = new CancellationTokenSource();
        var engine = StartAndWaitAsync();
        var abort = cancellationToken.UnsafeRegister(static state => ((Func<Task>)state!)(), () => AbortQuietlyAsync(runUid));
        await using var _ = abort.ConfigureAwait(false);
        var lastCall = EndSoonAfterAsync(engine, run, ended);
        Exception? failure = null;
        try
        {
            while (!run.HasStopped && await arrived.WaitToReadAsync(ended.Token).ConfigureAwait(false))
            {
                while (arrived.TryRead(out var document))
                {
                    if (run.Add(document))
                    {
                        onDocument?.Invoke(document);
                    }
                }
            }

            await engine.ConfigureAwait(false);
        }
        catch (LabException error) when (run.HasStopped && error.ErrorId == DaqErrorIds.Unreachable)
        {
            // The answer was lost with the connection; how the run ended is known from its stop document.
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The engine answered, its stop document did not come: the result says so.
            failure = engine.Exception?.InnerException;
        }
        catch (LabException error)
        {
            failure = error;
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await lastCall.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Judge(run, failure, cancellationToken);
    }

    /// <summary>After the engine's answer the stop document must come soon; nobody waits for a lost one for ever.</summary>
    private async Task EndSoonAfterAsync(Task engine, RunCollector run, CancellationTokenSource ended)
    {
        await engine.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (engine.Exception?.InnerException is LabException { ErrorId: DaqErrorIds.Unreachable } && run.HasStarted)
        {
            await WhileItMayGoOnAsync(run, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ended.CancelAfter(engine.IsCompletedSuccessfully ? LastDocumentPatience : LastDocumentPatience / 10);
    }

    /// <summary>
    /// The answer was lost with the connection. A daemon that is back may still be running the plan: its documents are followed for as
    /// long as they come. One that says it runs and sends none hangs.
    /// </summary>
    private async Task WhileItMayGoOnAsync(RunCollector run, CancellationToken cancellationToken)
    {
        var (seen, since) = (-1, _connection.Time.GetTimestamp());
        while (_connection.Time.GetElapsedTime(since) is var quiet && quiet < QuietPatience && !run.HasStopped)
        {
            DaqEngineStatus? status = null;
            try
            {
                status = await GetEngineStatusAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (LabException) when (quiet < UnreachablePatience)
            {
                // It may be on its way back.
            }

            if (status is { State: DaqEngineState.Idle or DaqEngineState.Unspecified })
            {
                return;
            }

            if (run.EventCount != seen || status is { State: DaqEngineState.Paused })
            {
                (seen, since) = (run.EventCount, _connection.Time.GetTimestamp());
            }

            await Task.Delay(FollowInterval, _connection.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private DaqRunResult Judge(RunCollector run, Exception? failure, CancellationToken cancellationToken)
    {
        var result = run.Result();
        if (cancellationToken.IsCancellationRequested && !result.IsSuccess && failure is null)
        {
            throw new DaqRunCanceledException(result, cancellationToken);
        }

        if (result.IsSuccess && failure is null)
        {
            return result;
        }

        var why = failure is LabException error ? error.Problem
            : result.ExitStatus == "unknown" ? "its end was not seen"
            : $"{result.ExitStatus}: {(result.Reason.Length == 0 ? "no reason given" : result.Reason)}";
        throw new DaqRunException(
            failure is null && result.ExitStatus == "unknown" ? DaqErrorIds.DocumentsLost : DaqErrorIds.RunFailed,
            $"Run '{result.RunUid}' ended without success after {result.Events.Count} points: {why}.",
            result,
            failure is LabException { ErrorId: DaqErrorIds.Unreachable }
                ? "If the engine still says running after the daemon is back, restart the daemon."
                : "The points measured until then are in the Result of this error.",
            failure)
        {
            Endpoint = _connection.Endpoint,
        };
    }

    private async Task AbortQuietlyAsync(string runUid)
    {
        try
        {
            await AbortPlanAsync(runUid, CancellationToken.None).ConfigureAwait(false);
        }
        catch (LabException)
        {
            // The run has ended by itself meanwhile, or the connection is gone: the wait for its end tells which.
        }
    }
}
