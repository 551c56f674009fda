namespace LabSdk.Presentation;

/// <summary>What a device streams about itself, taken up again after every break until it is no longer wanted.</summary>
internal static class FollowedState
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Tells each state; after a failure tells why, waits, and tries again.</summary>
    /// <param name="device">The device.</param>
    /// <param name="state">Called with each state.</param>
    /// <param name="failed">Called with the reason of each break.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(Device device, Action<DeviceState> state, Action<Exception> failed, CancellationToken cancellationToken)
    {
        while (!device.Lab.IsClosed)
        {
            try
            {
                await foreach (var update in device.Lab.StatesAsync([device.FullId], cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    state(update);
                }
            }
            catch (LabException error)
            {
                failed(error);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The lab closes.
            }

            await Task.Delay(Pause, device.Lab.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
