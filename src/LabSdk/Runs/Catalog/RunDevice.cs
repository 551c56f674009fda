namespace LabSdk;

/// <summary>A device as it was when a run began.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Family">The family it belongs to, for example <c>daq</c>.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Endpoint">Where it came from, without secrets.</param>
/// <param name="Unit">The unit of its positions or readings; empty for none.</param>
/// <param name="IsMotor">True when it was moved, false when it was read.</param>
/// <param name="IsSimulated">True when it was no real hardware.</param>
/// <param name="Minimum">The lower limit of a motor, in its unit; null for none.</param>
/// <param name="Maximum">The upper limit of a motor, in its unit; null for none.</param>
public sealed record RunDevice(
    string Id, string Name, string Family, string Driver, string Endpoint, string Unit, bool IsMotor, bool IsSimulated, double? Minimum, double? Maximum)
{
    internal static RunDevice Of(JournalDevice device, bool isMotor) => new(
        device.Id, device.Name ?? "", device.Family ?? "", device.Driver ?? "", device.Endpoint ?? "", device.Unit ?? "", isMotor, device.Simulated, device.Minimum, device.Maximum);
}
