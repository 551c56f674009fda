using LabSdk.Devices;

namespace LabSdk;

/// <summary>The positions that a plan gives to one motor.</summary>
/// <param name="Motor">What is moved.</param>
/// <param name="Positions">The positions in their order, in the motor's unit; computed when asked for.</param>
/// <param name="IsRelative">True when they count from where the motor stands when the scan starts.</param>
public sealed record PlanTrack(IMovable Motor, IReadOnlyList<double> Positions, bool IsRelative = false)
{
    /// <summary>What is moved.</summary>
    public IMovable Motor { get; init; } = Motor ?? throw new ArgumentNullException(nameof(Motor));

    /// <summary>Returns for example <c>'mock_stage' 0 to 100 in 11 steps</c>.</summary>
    public override string ToString() => $"'{Motor.Id}' {(IsRelative ? "relative " : "")}{Positions}";
}
