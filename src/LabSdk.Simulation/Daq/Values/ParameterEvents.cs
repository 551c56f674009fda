namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The stream of parameter changes, in the daemon's two forms: from inside as plain text, from clients as JSON.</summary>
internal sealed class ParameterEvents
{
    private readonly Broadcast<ParameterChange> _changes = new(queueLength: 256);

    public Broadcast<ParameterChange>.Subscription Subscribe() => _changes.Subscribe();

    public void PublishHardware(SimulatedDevice device, SimulatedParameter parameter, ulong timestampNs) =>
        _changes.Publish(new ParameterChange
        {
            DeviceId = device.Id,
            Name = parameter.Name,
            NewValue = parameter.Plain,
            TimestampNs = timestampNs,
            Source = "hardware",
        });

    public void PublishUser(string deviceId, string name, string oldJson, string newJson, ulong timestampNs) =>
        _changes.Publish(new ParameterChange
        {
            DeviceId = deviceId,
            Name = name,
            OldValue = oldJson,
            NewValue = newJson,
            TimestampNs = timestampNs,
            Source = "user",
        });
}
