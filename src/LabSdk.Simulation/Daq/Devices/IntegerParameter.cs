using System.Globalization;
using System.Text.Json;

namespace LabSdk.Simulation.Daq;

/// <summary>A 64-bit integer in a published range.</summary>
internal sealed class IntegerParameter(string name, string description, long value, (long Minimum, long Maximum) range)
    : SimulatedParameter(name, description, "int")
{
    private long _value = value;

    public long Value => Volatile.Read(ref _value);

    public override (double Minimum, double Maximum)? Range => (range.Minimum, range.Maximum);

    public override string Json => Value.ToString(CultureInfo.InvariantCulture);

    public override string Plain => Json;

    protected override void Write(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var wanted))
        {
            throw WrongType(value, "i64");
        }

        if (wanted < range.Minimum || wanted > range.Maximum)
        {
            throw new DriverFault(string.Create(
                CultureInfo.InvariantCulture, $"Value {wanted} out of range [{range.Minimum}, {range.Maximum}]"));
        }

        Volatile.Write(ref _value, wanted);
        RaiseChanged();
    }
}
