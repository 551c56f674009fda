using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>A numeric parameter of a device as something that can be scanned and read, for example the voltage of an output.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DaqParameterAxis : IMovable, IReadable
{
    private readonly DaqDeviceAdapter _device;
    private readonly ParameterDescription _parameter;
    private readonly TimeProvider _time;

    internal DaqParameterAxis(DaqDeviceAdapter device, ParameterDescription parameter, TimeProvider time)
    {
        _device = device;
        _parameter = parameter;
        _time = time;
    }

    /// <summary>Device and parameter: <c>mock_daq_output.voltage</c>.</summary>
    public string Id => $"{_device.Id}.{_parameter.Name}";

    /// <inheritdoc/>
    public DeviceDescription Description => _device.Description;

    /// <inheritdoc cref="IMovable.Unit"/>
    public string Unit => _parameter.Unit;

    /// <summary>The published range; the driver may check a narrower one.</summary>
    public DeviceLimits Limits => _parameter.Limits;

    /// <inheritdoc/>
    public double Tolerance => double.IsFinite(Limits.Span) ? Limits.Span * 1e-9 : 1e-9;

    /// <inheritdoc/>
    public async ValueTask<double> GetPositionAsync(CancellationToken cancellationToken = default) =>
        (await _device.GetParameterAsync(_parameter.Name, cancellationToken).ConfigureAwait(false)).AsDouble();

    /// <inheritdoc/>
    public async ValueTask<Reading> ReadAsync(CancellationToken cancellationToken = default)
    {
        var value = await _device.GetParameterAsync(_parameter.Name, cancellationToken).ConfigureAwait(false);
        return new Reading(value.AsDouble(), Unit, value.Timestamp, double.IsNaN(value.AsDouble()) ? ReadingStatus.Invalid : ReadingStatus.Ok);
    }

    /// <inheritdoc/>
    public Motion StartMove(double target, MoveOptions? options = null)
    {
        (options?.AllowBeyondLimits == true ? DeviceLimits.None : Limits).Check(Id, target, Unit);
        return Motion.Start(
            Id, target, Unit,
            async (_, token) => (await _device.SetParameterAsync(_parameter.Name, target, token).ConfigureAwait(false)).AsDouble(),
            time: _time);
    }

    /// <summary>A parameter is set at once: there is nothing to stop.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public ValueTask StopAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
