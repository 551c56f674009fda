namespace LabSdk.Simulation.Daq;

/// <summary>One command of a plan.</summary>
internal abstract record PlanStep
{
    /// <summary>Moves a device; unknown devices are skipped.</summary>
    internal sealed record Move(string Device, double Position) : PlanStep;

    /// <summary>Waits; an abort is noticed within 100 ms.</summary>
    internal sealed record Wait(double Seconds) : PlanStep;

    /// <summary>A place where a pause takes effect.</summary>
    internal sealed record Checkpoint(string Name) : PlanStep;

    /// <summary>Triggers a device; devices that cannot be triggered are skipped.</summary>
    internal sealed record Trigger(string Device) : PlanStep;

    /// <summary>Reads a device into the next event; unknown devices read 0.</summary>
    internal sealed record Read(string Device) : PlanStep;

    /// <summary>Sends the event.</summary>
    internal sealed record Emit : PlanStep;
}
