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
    /// <summary>What its peer said of it, for example firmware or serial number.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Its parameters and settings when the run began, by name; empty when it has none or could not be asked.</summary>
    public IReadOnlyDictionary<string, object?> Settings { get; init; } = new Dictionary<string, object?>();

    /// <summary>What it could not tell when the run began; null when it told all.</summary>
    public string? SettingsError { get; init; }

    internal RunDevice With(JournalSettings? settings) => settings?.Devices.FirstOrDefault(each => each.Endpoint == Endpoint && (each.Id == Id || Id.StartsWith(each.Id + ".", StringComparison.Ordinal))) is { } told
        ? this with { Facts = told.Facts ?? new Dictionary<string, string>(), Settings = JournalJson.Notes(told.Values), SettingsError = told.Error }
        : this;

    internal static RunDevice Of(JournalDevice device, bool isMotor) => new(
        device.Id, device.Name ?? "", device.Family ?? "", device.Driver ?? "", device.Endpoint ?? "", device.Unit ?? "", isMotor, device.Simulated, device.Minimum, device.Maximum);
}
