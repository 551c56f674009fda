namespace LabSdk.Cxl;

/// <content>Waiting for a component to be free.</content>
public sealed partial class CxlEndpoint
{
    /// <summary>
    /// Waits until no background operation runs on the component, whoever started it. Where its status cannot be asked (most
    /// mailboxes), returns as soon as it does not answer Busy.
    /// </summary>
    /// <param name="timeout">How long; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CxlTimeoutException">Something still runs after that time.</exception>
    public async Task WaitForIdleAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var started = Time.GetTimestamp();
        for (var wait = Options.FirstPoll; !await IsIdleAsync(cancellationToken).ConfigureAwait(false); wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Options.LongestPoll.Ticks)))
        {
            if (timeout is { } limit && Time.GetElapsedTime(started) >= limit)
            {
                throw new CxlTimeoutException($"{Name} is still busy with a background operation after {limit.TotalSeconds:0.###} s.", "Wait longer, or abort the operation.") { Endpoint = Name, Timeout = limit };
            }

            var left = timeout is { } whole ? whole - Time.GetElapsedTime(started) : wait;
            await Task.Delay(left < wait ? left : wait, Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> IsIdleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return !(await Component.BgOpStatusAsync(cancellationToken).ConfigureAwait(false)).IsInProgress;
        }
        catch (LabException error) when (CxlErrors.IsBusy(error))
        {
            return false;
        }
        catch (LabException error) when (CxlErrors.IsNotImplemented(error) || error.ErrorId == CxlErrorIds.Blocked)
        {
            return await BackgroundProbe.IsIdleAsync(this, cancellationToken).ConfigureAwait(false) != false;
        }
    }
}
