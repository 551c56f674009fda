using LabSdk.Devices;

namespace LabSdk;

/// <summary>A device as it was at one moment: state and parameters. What could not be read is in <see cref="Error"/>.</summary>
/// <param name="Description">The device.</param>
/// <param name="State">Its state; null when it could not be read.</param>
/// <param name="Parameters">Its parameters with their values.</param>
/// <param name="Error">What went wrong while it was asked; null when nothing did.</param>
public sealed record DeviceSnapshot(
    DeviceDescription Description, DeviceState? State, IReadOnlyDictionary<string, object?> Parameters, string? Error)
{
    /// <summary>Asks a device. Never throws because of it: a run must be recorded although one device is off.</summary>
    internal static async Task<DeviceSnapshot> TakeAsync(Device device, CancellationToken cancellationToken)
    {
        DeviceState? state = null;
        var parameters = new Dictionary<string, object?>();
        var errors = new List<string>();
        try
        {
            state = device.HasState ? await device.GetStateAsync(cancellationToken).ConfigureAwait(false) : null;
        }
        catch (LabException error)
        {
            errors.Add(error.Problem);
        }

        try
        {
            foreach (var parameter in device.HasParameters ? await device.Parameters.ListAsync(cancellationToken).ConfigureAwait(false) : [])
            {
                if (parameter.Info.IsReadable)
                {
                    parameters[parameter.Name] = (await parameter.GetAsync(cancellationToken).ConfigureAwait(false)).Value;
                }
            }
        }
        catch (LabException error)
        {
            errors.Add(error.Problem);
        }

        return new DeviceSnapshot(device.Description, state, parameters, errors.Count == 0 ? null : string.Join(" ", errors));
    }
}
