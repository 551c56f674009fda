namespace LabSdk.Fleet;

/// <summary>What all errors of the fleet family share besides their type.</summary>
public interface IFleetError
{
    /// <summary>The code that the C interface gives for it.</summary>
    FleetErrorCode Code { get; }
}
