namespace LabSdk;

/// <summary>How a plan behaves when something comes in between, as data. What is a function of the user, like a suspender, cannot be written down.</summary>
internal sealed record ControlDescription(int PointsPerCheckpoint, bool PausesOnInterrupt, int RetryAttempts, double RetryWaitS)
{
    /// <summary>Null when the plan says nothing of it.</summary>
    public static ControlDescription? Of(ScanPlan plan) =>
        plan is { PointsPerCheckpoint: 1, PausesOnInterrupt: false } && plan.PointRetry == RetryPolicy.None
            ? null
            : new(plan.PointsPerCheckpoint, plan.PausesOnInterrupt, plan.PointRetry.Attempts, plan.PointRetry.FirstWait.TotalSeconds);

    public ScanPlan ApplyTo(ScanPlan plan)
    {
        var own = plan.CheckpointEvery(Math.Max(1, PointsPerCheckpoint)).PauseOnInterrupt(PausesOnInterrupt);
        return RetryAttempts > 0 ? own.RetryOnReconnect(RetryAttempts, RetryWaitS) : own;
    }
}
