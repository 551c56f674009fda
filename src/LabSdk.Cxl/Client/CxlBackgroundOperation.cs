namespace LabSdk.Cxl;

/// <summary>
/// A command that a component carries out in the background. Its status is looked at from the start on, every 250 ms growing
/// to 5 s (<see cref="CxlOptions.FirstPoll"/>, <see cref="CxlOptions.LongestPoll"/>), until it ends or the endpoint is closed.
/// </summary>
public sealed class CxlBackgroundOperation
{
    private readonly LatestValue<CxlProgress> _progress;
    private readonly BackgroundWatch? _watch;
    private readonly long _started;

    internal CxlBackgroundOperation(CxlEndpoint endpoint, CxlCommand command, ushort opcode, ICxlRequest? request, bool isDone)
    {
        (Endpoint, Command, Opcode) = (endpoint, command, opcode);
        _started = endpoint.Time.GetTimestamp();
        _progress = new LatestValue<CxlProgress>(new CxlProgress(isDone ? 100 : null, TimeSpan.Zero, command.Title));
        if (isDone)
        {
            WasImmediate = true;
            _progress.Set(_progress.Value, isEnd: true);
            Completion = Task.FromResult(new CxlBackgroundResult(CxlBackgroundOutcome.Succeeded, CxlReturnCode.Success, null, TimeSpan.Zero));
            return;
        }

        _watch = new BackgroundWatch(endpoint, command, opcode, request, percent => _progress.Set(new CxlProgress(percent, Elapsed, command.Title)));
        Completion = CompleteAsync(_watch);

        // Nobody has to wait for it: an endpoint that is closed is no unseen failure.
        _ = Completion.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>The component that carries it out.</summary>
    public CxlEndpoint Endpoint { get; }

    /// <summary>The command.</summary>
    public CxlCommand Command { get; }

    /// <summary>Its opcode.</summary>
    public ushort Opcode { get; }

    /// <summary>True when the component answered the command at once, without going to the background.</summary>
    public bool WasImmediate { get; }

    /// <summary>True when it has ended, or can no longer be watched.</summary>
    public bool IsCompleted => Completion.IsCompleted;

    /// <summary>The latest progress.</summary>
    public CxlProgress LatestProgress => _progress.Value;

    /// <summary>
    /// Its end. Fails with <see cref="CxlDeviceException"/> when it ended with a failing code, aborted included, and with the
    /// error of the link when it cannot be watched any more.
    /// </summary>
    public Task<CxlBackgroundResult> Completion { get; }

    /// <summary>The progress: the latest at once, then each change, until the end. May be read by many.</summary>
    public IAsyncEnumerable<CxlProgress> Progress => _progress.WatchAsync();

    private TimeSpan Elapsed => Endpoint.Time.GetElapsedTime(_started);

    /// <summary>Waits for the end, as long as it takes.</summary>
    /// <param name="cancellationToken">Ends the wait, not the operation.</param>
    /// <exception cref="CxlDeviceException">It ended with a failing code.</exception>
    public Task<CxlBackgroundResult> WaitAsync(CancellationToken cancellationToken = default) => Completion.WaitAsync(cancellationToken);

    /// <summary>Waits for the end.</summary>
    /// <param name="timeout">How long; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait, not the operation.</param>
    /// <exception cref="CxlTimeoutException">It has not ended in that time; it goes on.</exception>
    /// <exception cref="CxlDeviceException">It ended with a failing code.</exception>
    public async Task<CxlBackgroundResult> WaitAsync(TimeSpan? timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Completion.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, Endpoint.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var progress = LatestProgress.Percent is { } percent ? $"{percent:0} %" : null;
            throw new CxlTimeoutException(
                $"{Command} on {Endpoint.Name} has not ended within {timeout!.Value.TotalSeconds:0.###} s{(progress is null ? "" : $"; it was at {progress}")}. It goes on.",
                "Wait longer, or abort it with AbortAsync().") { Opcode = Opcode, Endpoint = Endpoint.Name, Timeout = timeout, LastProgress = progress };
        }
    }

    /// <summary>Waits for the end and tells the progress.</summary>
    internal async Task<CxlBackgroundResult> ReportAsync(IProgress<CxlProgress>? progress, CancellationToken cancellationToken)
    {
        if (progress is not null)
        {
            await foreach (var step in _progress.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                progress.Report(step);
            }
        }

        return await Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Asks the component to abort it and waits until it has ended. It may have ended by itself in between: the result tells.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the abort may happen all the same.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="CxlDeviceException">It cannot be aborted (code 32), or the request was refused.</exception>
    /// <exception cref="CxlRequestException">Another command of another requester runs now; nothing was sent.</exception>
    public async Task<CxlBackgroundResult> AbortAsync(CancellationToken cancellationToken = default)
    {
        if (_watch is not null && !IsCompleted)
        {
            await _watch.RequestAbortAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CxlDeviceException) when (_watch?.Result is not null)
        {
            return _watch.Result.Value;
        }
    }

    private async Task<CxlBackgroundResult> CompleteAsync(BackgroundWatch watch)
    {
        // The caller of the constructor gets the operation before the first look.
        await Task.Yield();
        try
        {
            var result = await watch.RunAsync(_started).ConfigureAwait(false);
            if (result.Outcome is CxlBackgroundOutcome.Failed or CxlBackgroundOutcome.Aborted)
            {
                throw CxlErrors.Refused(
                    new TunnelReply(new CxlReply(result.ReturnCode!.Value, default, result.VendorStatus), Endpoint.Tunnel.Layers, IsTunnelRefused: false), Opcode, Endpoint.Name);
            }

            return result;
        }
        finally
        {
            var isWhole = watch.Result?.Outcome == CxlBackgroundOutcome.Succeeded;
            _progress.Set(new CxlProgress(isWhole ? 100 : _progress.Value.Percent, Elapsed, Command.Title), isEnd: true);
        }
    }
}
