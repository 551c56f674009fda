using System.Collections.Immutable;
using LabSdk.Devices;

namespace LabSdk;

public sealed partial record ScanPlan
{
    /// <summary>Adds a detector that may take so long at each point; the others are not held to that. See <see cref="Timeout(IDevice, double)"/>.</summary>
    /// <param name="detector">The detector.</param>
    /// <param name="timeout">The longest that one reading may take, in seconds; more than 0.</param>
    /// <param name="retries">How often a reading that failed is tried again at the same point, see <see cref="Retry(IDevice, int, double)"/>. Default 0.</param>
    public ScanPlan Read(IReadable detector, double timeout, int retries = 0)
    {
        var plan = Read([detector]).Timeout(detector, timeout);
        return retries == 0 ? plan : plan.Retry(detector, retries);
    }

    /// <summary>
    /// Limits the time that one reading, or one move, of one device may take: the scan then fails with a
    /// <see cref="LabTimeoutException"/> that names it, and what the other detectors gave is kept as a row in part. The device's own
    /// limit holds too, whichever is shorter; a motor takes this one instead of its own.
    /// </summary>
    /// <param name="device">A motor or detector of this plan; known by its id.</param>
    /// <param name="seconds">The limit in seconds; more than 0. Default without this call: the device's own.</param>
    public ScanPlan Timeout(IDevice device, double seconds)
    {
        ArgumentNullException.ThrowIfNull(device);
        var limit = PlanTime.NotNegative(PlanTime.FromSeconds(seconds));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero, nameof(seconds));
        return With(device, policy => policy with { Timeout = limit });
    }

    /// <summary>
    /// Tries a reading, or a move, of one device again when its connection was lost, it was busy or too slow, while the readings of the
    /// other devices at that point are kept. A move is sent again with the same absolute target, and not when it was too slow: it may
    /// still be under way. Counted in <see cref="ScanResult.Retries"/>; what still fails then is for <see cref="RetryOnReconnect"/>.
    /// </summary>
    /// <param name="device">A motor or detector of this plan; known by its id.</param>
    /// <param name="attempts">How often at one point; at least 0. Default 3.</param>
    /// <param name="wait">The wait before the first try, in seconds; doubled each time, at most 8. Default 0.25.</param>
    public ScanPlan Retry(IDevice device, int attempts = 3, double wait = 0.25)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfNegative(attempts);
        return With(device, policy => policy with { Retry = new RetryPolicy(attempts, PlanTime.NotNegative(PlanTime.FromSeconds(wait))) });
    }

    /// <summary>What the plan says of single devices, by their id.</summary>
    internal ImmutableDictionary<string, DevicePolicy> Policies { get; private init; } = ImmutableDictionary.Create<string, DevicePolicy>(StringComparer.Ordinal);

    /// <summary>What the plan says of a device.</summary>
    internal DevicePolicy PolicyOf(IDevice device) => Policies.GetValueOrDefault(device.Id, DevicePolicy.None);

    private ScanPlan With(IDevice device, Func<DevicePolicy, DevicePolicy> change) => this with { Policies = Policies.SetItem(device.Id, change(PolicyOf(device))) };
}
