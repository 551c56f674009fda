namespace LabSdk.Cxl;

/// <summary>
/// Looks at a background operation until it ends: by Background Operation Status (0002h) where the component has it, else by
/// what its command leaves to be seen (<see cref="BackgroundProbe"/>).
/// </summary>
internal sealed class BackgroundWatch(CxlEndpoint endpoint, CxlCommand command, ushort opcode, ICxlRequest? request, Action<double?> progressed)
{
    // A component under load may miss an answer or two; more means that it is gone.
    private const int MostSilences = 5;

    // Not running, below 100 percent and no abort: the end is being written. After so many looks it is taken for the end.
    private const int MostUnclear = 3;

    private readonly BackgroundProbe _probe = new(endpoint, command, request);
    private TaskCompletionSource _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasNoStatus;
    private int _silences;
    private int _unclear;

    /// <summary>The end; null until it was seen.</summary>
    public CxlBackgroundResult? Result { get; private set; }

    /// <summary>Looks until the end.</summary>
    public async Task<CxlBackgroundResult> RunAsync(long started)
    {
        var options = endpoint.Options;
        using var limit = new CancellationTokenSource(options.LongestBackground, endpoint.Time);
        for (var wait = options.FirstPoll; ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, options.LongestPoll.Ticks)))
        {
            if (!limit.IsCancellationRequested && await LookAsync(limit.Token).ConfigureAwait(false) is { } end)
            {
                Result = end with { Elapsed = endpoint.Time.GetElapsedTime(started) };
                return Result.Value;
            }

            var nudge = _nudge.Task;
            await Task.WhenAny(nudge, Task.Delay(wait, endpoint.Time, limit.Token)).ConfigureAwait(false);
            if (nudge.IsCompleted)
            {
                (wait, _nudge) = (options.FirstPoll, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            if (limit.IsCancellationRequested)
            {
                throw new CxlTimeoutException($"{command} on {endpoint.Name} has not ended within {options.LongestBackground.TotalHours:0.##} h. It is not watched any more.")
                {
                    Opcode = opcode, Endpoint = endpoint.Name, Timeout = options.LongestBackground,
                };
            }
        }
    }

    /// <summary>Sends the request to abort and looks soon after.</summary>
    public async Task RequestAbortAsync(CancellationToken cancellationToken)
    {
        if (!_hasNoStatus && await StatusAsync(cancellationToken).ConfigureAwait(false) is { Status.InProgress: true } status && status.Opcode != opcode)
        {
            throw new CxlRequestException(
                CxlErrorIds.InvalidData, $"{command} on {endpoint.Name} was not aborted: it has ended, and {CxlOpcodes.Describe(status.Opcode)} of another requester runs now.") { Opcode = opcode, Endpoint = endpoint.Name };
        }

        await endpoint.ExecuteAsync(CxlCommands.RequestBgOpAbort, null, cancellationToken).ConfigureAwait(false);
        _nudge.TrySetResult();
    }

    private async Task<CxlBackgroundResult?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var end = _hasNoStatus || await StatusAsync(cancellationToken).ConfigureAwait(false) is not { } status
                ? await _probe.LookAsync(cancellationToken).ConfigureAwait(false)
                : Judge(status);
            _silences = 0;
            return end;
        }
        catch (LabException error) when (CxlErrors.IsBusy(error))
        {
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (CxlTimeoutException) when (_silences++ < MostSilences)
        {
            return null;
        }
    }

    private async Task<BgOpStatus?> StatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await endpoint.ExecuteAsync<BgOpStatus>(CxlCommands.BgOpStatus, null, cancellationToken).ConfigureAwait(false);
        }
        catch (LabException error) when (CxlErrors.IsNotImplemented(error) || error.ErrorId == CxlErrorIds.Blocked)
        {
            _hasNoStatus = true;
            return null;
        }
    }

    private CxlBackgroundResult? Judge(BgOpStatus status)
    {
        if (status.Opcode != opcode)
        {
            return new CxlBackgroundResult(CxlBackgroundOutcome.Replaced, null, null, default);
        }

        if (status.Status.InProgress)
        {
            progressed(Math.Min(status.Status.PercentComplete, (byte)100));
            return null;
        }

        // Component models leave the percentage where it was when they abort.
        var isValid = status.Status.PercentComplete >= 100 || status.ReturnCode == CxlReturnCode.Aborted || ++_unclear >= MostUnclear;
        return !isValid ? null : new CxlBackgroundResult(
            status.ReturnCode switch
            {
                CxlReturnCode.Success => CxlBackgroundOutcome.Succeeded,
                CxlReturnCode.Aborted => CxlBackgroundOutcome.Aborted,
                _ => CxlBackgroundOutcome.Failed,
            },
            status.ReturnCode,
            status.VendorStatus,
            default);
    }
}
