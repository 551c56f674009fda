using System.Text.Json;

namespace LabSdk.Simulation.Daq;

/// <summary>A text, free or one of a list of choices.</summary>
internal sealed class TextParameter(string name, string description, string value, params string[] choices)
    : SimulatedParameter(name, description, choices.Length > 0 ? "enum" : "string")
{
    private string _value = value;

    public string Value => Volatile.Read(ref _value);

    public override IReadOnlyList<string> Choices => choices;

    public override string Json => JsonTexts.Quote(Value);

    public override string Plain => Value;

    protected override void Write(JsonElement value)
    {
        var wanted = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw WrongType(value, "a string");
        if (choices.Length > 0 && !choices.Contains(wanted, StringComparer.Ordinal))
        {
            var list = string.Join(", ", choices.Select(JsonTexts.Quote));
            throw new DriverFault($"Value {JsonTexts.Quote(wanted)} not in choices [{list}]");
        }

        Volatile.Write(ref _value, wanted);
        RaiseChanged();
    }
}
