using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A device with named values, such as the voltage of an analog output, or any device seen only by its parameters.</summary>
public sealed class DaqSettable : DaqDeviceAdapter
{
    internal DaqSettable(DaqConnection connection, DaqHardware hardware, DaqDevice device)
        : base(connection, hardware, device)
    {
    }

    /// <summary>One of the values as something that can be scanned and read.</summary>
    /// <param name="name">The parameter, for example <c>voltage</c>. Settable devices take names that they do not list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DaqParameterAxis> GetAxisAsync(string name, CancellationToken cancellationToken = default)
    {
        var list = await ListParametersAsync(cancellationToken).ConfigureAwait(false);
        var parameter = list.FirstOrDefault(each => each.Name == name) ?? new ParameterDescription(Id, name, ParameterKind.Float, "");
        return new DaqParameterAxis(this, parameter, Connection.Time);
    }
}
