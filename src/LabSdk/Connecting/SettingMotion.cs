using LabSdk.Devices;

namespace LabSdk.Connecting;

/// <summary>Makes setting a value a motion, so that settings can be scanned like motors.</summary>
internal static class SettingMotion
{
    /// <summary>Checks the limits, sets, and ends with the value read back.</summary>
    public static Motion Start(
        string id, double target, string unit, DeviceLimits limits, TimeSpan timeout, MoveOptions? options, Func<double, CancellationToken, Task<double>> set)
    {
        if (options is not { AllowBeyondLimits: true })
        {
            limits.Check(id, target, unit);
        }

        return Motion.Start(id, target, unit, (motion, stop) => RunAsync(motion, options?.Timeout ?? timeout, set, stop));
    }

    private static async Task<double> RunAsync(
        Motion motion, TimeSpan timeout, Func<double, CancellationToken, Task<double>> set, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ended.CancelAfter(timeout);
        }

        try
        {
            var readBack = await set(motion.Target, ended.Token).ConfigureAwait(false);
            motion.Report(readBack);
            return readBack;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw motion.StoppedError();
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            throw new LabTimeoutException(
                CoreErrorIds.MotionTimeout,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Setting '{motion.DeviceId}' to {motion.Target:R} did not end within {timeout.TotalSeconds:0.###} s."),
                "Read the value before you go on; give a longer timeout if the device is slow.")
            {
                DeviceId = motion.DeviceId,
                Timeout = timeout,
            };
        }
    }
}
