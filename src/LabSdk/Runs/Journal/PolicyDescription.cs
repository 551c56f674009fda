using LabSdk.Devices;

namespace LabSdk;

/// <summary>Time limit and tries of one device of a plan, as they stand in a journal.</summary>
internal sealed record PolicyDescription(string Device, double? TimeoutS, int Retries, double RetryWaitS)
{
    /// <summary>Those of a plan; null when it has none.</summary>
    public static IReadOnlyList<PolicyDescription>? Of(ScanPlan plan) => plan.Policies.IsEmpty
        ? null
        : [.. plan.Policies.OrderBy(each => each.Key, StringComparer.Ordinal)
            .Select(each => new PolicyDescription(each.Key, each.Value.Timeout?.TotalSeconds, each.Value.Retry.Attempts, each.Value.Retry.FirstWait.TotalSeconds))];

    /// <summary>The plan with them.</summary>
    public static ScanPlan Apply(ScanPlan plan, IReadOnlyList<PolicyDescription>? policies)
    {
        foreach (var policy in policies ?? [])
        {
            // Of a device that is not there any more the run tells by itself.
            if (plan.Motors.Concat<IDevice>(plan.Detectors).FirstOrDefault(device => device.Id == policy.Device) is { } device)
            {
                plan = policy.TimeoutS is { } timeout ? plan.Timeout(device, timeout) : plan;
                plan = policy.Retries > 0 ? plan.Retry(device, policy.Retries, policy.RetryWaitS) : plan;
            }
        }

        return plan;
    }
}
