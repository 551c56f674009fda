using System.Text.Json;

namespace LabSdk.Simulation.Daq;

/// <summary>A switch.</summary>
internal sealed class BoolParameter(string name, string description, bool value = false)
    : SimulatedParameter(name, description, "bool")
{
    private bool _value = value;

    /// <summary>Effect on the hardware, before the value is stored; may throw to refuse.</summary>
    public Action<bool>? Apply { get; init; }

    public bool Value => Volatile.Read(ref _value);

    public override string Json => Value ? "true" : "false";

    public override string Plain => Json;

    /// <summary>Takes a value that the hardware reached by itself.</summary>
    public void Store(bool value)
    {
        if (Value != value)
        {
            Volatile.Write(ref _value, value);
            RaiseChanged();
        }
    }

    protected override void Write(JsonElement value)
    {
        var wanted = value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw WrongType(value, "a boolean");
        Apply?.Invoke(wanted);
        Store(wanted);
    }
}
