using System.Collections.Concurrent;
using LabSdk.Daq.Wire;
using LabSdk.Devices;

namespace LabSdk.Daq;

/// <summary>Types and units of parameters, kept for each device: values and changes travel without them.</summary>
internal sealed class ParameterCatalog(Func<string, CancellationToken, Task<IReadOnlyList<ParameterDescription>>> fetch)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ParameterDescription>> _known = new(StringComparer.Ordinal);

    public async ValueTask<IReadOnlyList<ParameterDescription>> GetAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(deviceId, out var known))
        {
            return known;
        }

        var list = await fetch(deviceId, cancellationToken).ConfigureAwait(false);
        _known[deviceId] = list;
        return list;
    }

    public void Keep(string deviceId, IReadOnlyList<ParameterDescription> list) => _known[deviceId] = list;

    /// <summary>The description of a parameter; one without type and unit when the device does not list it.</summary>
    public async ValueTask<ParameterDescription> FindAsync(string deviceId, string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<ParameterDescription> list = [];
        try
        {
            list = await GetAsync(deviceId, cancellationToken).ConfigureAwait(false);
        }
        catch (DeviceException)
        {
            // Settable devices take names that they do not list; the value then shows its own type.
            _known[deviceId] = list;
        }

        return list.FirstOrDefault(parameter => parameter.Name == name) ?? new ParameterDescription(deviceId, name, ParameterKind.Other, "");
    }

    /// <summary>A value from its text. Without a known type the text itself decides.</summary>
    public static object? Read(string text, ParameterDescription parameter) =>
        parameter.Kind == ParameterKind.Other ? ValueText.Parse(text) : ValueText.Typed(text, parameter.Kind);

    public static ParameterDescription From(ParameterDescriptor descriptor) =>
        new(descriptor.DeviceId, descriptor.Name, KindOf(descriptor.Dtype), descriptor.Units)
        {
            Text = descriptor.Description,
            IsReadable = descriptor.Readable,
            IsWritable = descriptor.Writable,
            Limits = new DeviceLimits(
                descriptor.HasMinValue ? descriptor.MinValue : double.NegativeInfinity,
                descriptor.HasMaxValue ? descriptor.MaxValue : double.PositiveInfinity),
            Choices = [.. descriptor.EnumValues],
        };

    private static ParameterKind KindOf(string dtype) => dtype switch
    {
        "float" => ParameterKind.Float,
        "int" => ParameterKind.Integer,
        "bool" => ParameterKind.Boolean,
        "string" => ParameterKind.Text,
        "enum" => ParameterKind.Choice,
        _ => ParameterKind.Other,
    };
}
