using System.Diagnostics;
using LabSdk.Fleet.Client;

namespace LabSdk.Fleet;

public sealed partial class FleetClient
{
    /// <summary>Sends a status again and again, the loop of a device, until cancelled.</summary>
    /// <param name="period">From the begin of one status to the begin of the next. Late ones are not made up for.</param>
    /// <param name="status">Makes the next status.</param>
    /// <param name="onCommand">Gets each answer; null for none.</param>
    /// <param name="timeout">How long one attempt may take; null for <see cref="FleetOptions.Timeout"/>.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    /// <returns>How many statuses were answered.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The period is negative.</exception>
    /// <exception cref="LabException">A status failed for good, see <see cref="SendStatusAsync(ReadOnlyMemory{byte}, TimeSpan?, CancellationToken)"/>.</exception>
    public async Task<long> RunAsync(
        TimeSpan period, Func<ReadOnlyMemory<byte>> status, Action<FleetCommand>? onCommand = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        var limit = Limit(timeout);
        var count = 0L;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                var started = _options.TimeProvider.GetTimestamp();
                var command = await ExchangeAsync(new StatusToSend(status(), limit), cancellationToken).ConfigureAwait(false);
                count++;
                onCommand?.Invoke(command);
                if (period - _options.TimeProvider.GetElapsedTime(started) is { Ticks: > 0 } left)
                {
                    await Task.Delay(left, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }

        return count;
    }

    private void StartKeepAlive()
    {
        if (_options.KeepAlive is { } interval)
        {
            _ = KeepAliveAsync(interval);
        }
    }

    private async Task KeepAliveAsync(TimeSpan interval)
    {
        try
        {
            while (true)
            {
                var quiet = Stopwatch.GetElapsedTime(Volatile.Read(ref _lastExchange));
                if (quiet < interval)
                {
                    await Task.Delay(interval - quiet, _lifetime.Token).ConfigureAwait(false);
                    continue;
                }

                if (Volatile.Read(ref _lastStatus) is not { } status)
                {
                    await Task.Delay(interval, _lifetime.Token).ConfigureAwait(false);
                    continue;
                }

                await RepeatAsync(status).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Destroyed.
        }
    }

    private async Task RepeatAsync(byte[] status)
    {
        try
        {
            await ExchangeAsync(new StatusToSend(status, Limit(null), IsKeepAlive: true), _lifetime.Token).ConfigureAwait(false);
        }
        catch (LabException error) when (_state != FleetState.Destroyed)
        {
            Warn(FleetWarningKind.Connection, $"The status of {Device} could not be repeated to keep the connection alive: {error.Problem}", error);
        }
        catch (FleetClientDestroyedException)
        {
            throw new OperationCanceledException(_lifetime.Token);
        }
    }
}
