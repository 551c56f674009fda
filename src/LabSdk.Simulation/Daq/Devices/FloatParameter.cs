using System.Text.Json;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>A 64-bit float, optionally limited to a closed range.</summary>
internal sealed class FloatParameter(
    string name, string description, string units, double value, (double Minimum, double Maximum)? range = null)
    : SimulatedParameter(name, description, "float", units)
{
    private double _value = value;

    /// <summary>Effect on the hardware, before the value is stored.</summary>
    public Action<double>? Apply { get; init; }

    public double Value => Volatile.Read(ref _value);

    public override (double Minimum, double Maximum)? Range => range;

    public override string Json => RustNumber.Json(Value);

    public override string Plain => RustNumber.Plain(Value);

    public void Set(double value)
    {
        if (range is var (minimum, maximum) && !(value >= minimum && value <= maximum))
        {
            throw new DriverFault(
                $"Value {RustNumber.Json(value)} out of range [{RustNumber.Json(minimum)}, {RustNumber.Json(maximum)}]");
        }

        Apply?.Invoke(value);
        Store(value);
    }

    /// <summary>Takes a value that the hardware reached by itself.</summary>
    public void Store(double value)
    {
        Volatile.Write(ref _value, value);
        RaiseChanged();
    }

    protected override void Write(JsonElement value) =>
        Set(value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw WrongType(value, "f64"));
}
