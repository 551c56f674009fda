using System.Text.Json;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>A named value of a device, with the texts and refusals of the daemon.</summary>
internal abstract class SimulatedParameter(string name, string description, string dataType, string units = "")
{
    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary><c>float</c>, <c>int</c>, <c>bool</c>, <c>string</c> or <c>enum</c>.</summary>
    public string DataType { get; } = dataType;

    public string Units { get; } = units;

    public bool IsReadOnly { get; init; }

    /// <summary>True when the range is told to clients; the mocks of the daemon check ranges that they do not publish.</summary>
    public bool PublishesRange { get; init; }

    public virtual (double Minimum, double Maximum)? Range => null;

    public virtual IReadOnlyList<string> Choices => [];

    public Action<SimulatedParameter>? Changed { get; set; }

    /// <summary>The value as JSON text, as Get and Set answer.</summary>
    public abstract string Json { get; }

    /// <summary>The value as plain text, as hardware events carry it.</summary>
    public abstract string Plain { get; }

    /// <summary>Sets from parsed JSON; throws <see cref="DriverFault"/> with the daemon's text when refused.</summary>
    public void SetJson(JsonElement value)
    {
        if (IsReadOnly)
        {
            throw new DriverFault($"Parameter '{Name}' is read-only");
        }

        Write(value);
    }

    protected abstract void Write(JsonElement value);

    protected void RaiseChanged() => Changed?.Invoke(this);

    /// <summary>The refusal of a value of another JSON type, in the words of the daemon's JSON library.</summary>
    protected static DriverFault WrongType(JsonElement value, string expected)
    {
        var found = value.ValueKind switch
        {
            JsonValueKind.String => $"string {JsonTexts.Quote(value.GetString()!)}",
            JsonValueKind.True => "boolean `true`",
            JsonValueKind.False => "boolean `false`",
            JsonValueKind.Number when value.TryGetInt64(out var whole) =>
                $"integer `{whole.ToString(System.Globalization.CultureInfo.InvariantCulture)}`",
            JsonValueKind.Number => $"floating point `{RustNumber.Json(value.GetDouble())}`",
            JsonValueKind.Array => "sequence",
            JsonValueKind.Object => "map",
            _ => "null",
        };
        return new DriverFault($"invalid type: {found}, expected {expected}");
    }
}
