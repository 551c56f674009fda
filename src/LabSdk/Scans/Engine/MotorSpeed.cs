using System.Globalization;
using LabSdk.Devices;

namespace LabSdk;

/// <summary>Finds the speed of a motor: a parameter named velocity or speed in the motor's unit a second, or a fact of its description.</summary>
internal static class MotorSpeed
{
    private static readonly string[] Names = ["velocity", "speed"];

    /// <summary>The parameters of a motor; null when it has none.</summary>
    public static IParameters? ParametersOf(IMovable motor) => motor as IParameters ?? (motor as Device)?.ParametersOrNone;

    /// <summary>The parameter that sets the speed; null when there is none.</summary>
    public static async Task<ParameterDescription?> FindAsync(IMovable motor, CancellationToken cancellationToken)
    {
        if (ParametersOf(motor) is not { } parameters)
        {
            return null;
        }

        var all = await parameters.ListParametersAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(parameter => IsSpeed(parameter, motor.Unit));
    }

    /// <summary>How fast a motor goes, in its unit a second; null when nobody can tell.</summary>
    public static async Task<double?> ReadAsync(IMovable motor, CancellationToken cancellationToken)
    {
        if (await FindAsync(motor, cancellationToken).ConfigureAwait(false) is { IsReadable: true } parameter)
        {
            var value = await ParametersOf(motor)!.GetParameterAsync(parameter.Name, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return Sensible(value.Value is string ? double.NaN : value.AsDouble());
        }

        return Told(motor);
    }

    /// <summary>The speed that the description of a motor tells, without asking it; null when it tells none.</summary>
    public static double? Told(IMovable motor) =>
        Names.Select(name => motor.Description.Metadata.GetValueOrDefault(name))
            .Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Sensible(number) : null)
            .FirstOrDefault(speed => speed is not null);

    /// <summary>Sets the speed and gives the one before; null when it could not be told.</summary>
    /// <exception cref="NotSupportedByDeviceException">The motor has no speed that can be set.</exception>
    public static async Task<double?> SetAsync(IMovable motor, double speed, CancellationToken cancellationToken)
    {
        if (await FindAsync(motor, cancellationToken).ConfigureAwait(false) is not { IsWritable: true } parameter)
        {
            throw new NotSupportedByDeviceException(ScanErrorIds.NoSpeed, $"'{motor.Id}' has no parameter for its speed that can be set.", "Leave out speed: it then moves as fast as it is set.")
            {
                DeviceId = motor.Id,
            };
        }

        var before = await ReadAsync(motor, cancellationToken).ConfigureAwait(false);
        await ParametersOf(motor)!.SetParameterAsync(parameter.Name, speed, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        return before;
    }

    private static double? Sensible(double speed) => double.IsFinite(speed) && speed > 0 ? speed : null;

    // A percentage or a rotation rate of another unit is no speed that distances can be divided by.
    private static bool IsSpeed(ParameterDescription parameter, string unit) =>
        Names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        && parameter.Kind is not (ParameterKind.Text or ParameterKind.Choice or ParameterKind.Boolean)
        && (parameter.Unit.Length == 0 || parameter.Unit == $"{unit}/s");
}
