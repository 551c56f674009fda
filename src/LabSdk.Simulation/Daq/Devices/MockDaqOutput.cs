using System.Text.Json;

namespace LabSdk.Simulation.Daq;

using LabSdk.Daq.Wire;

/// <summary>The mock analog output (DAC): named values <c>voltage</c>, <c>zero</c>, <c>channel</c> and <c>range</c>.</summary>
internal sealed class MockDaqOutput()
    : SimulatedDevice("mock_daq_output", "Mock DAQ Output", "mock_daq_output", DeviceCategory.Other), ISettableDriver
{
    private static readonly Dictionary<string, (double Minimum, double Maximum)> Ranges = new(StringComparer.Ordinal)
    {
        ["+-10V"] = (-10, 10), ["+-5V"] = (-5, 5), ["0-10V"] = (0, 10), ["0-5V"] = (0, 5),
    };

    private readonly Lock _gate = new();
    private double _voltage;
    private string _range = "+-10V";

    public override DeviceMetadata Describe() => new();

    public string GetJson(string name)
    {
        lock (_gate)
        {
            return name switch
            {
                "voltage" => RustNumber.Json(_voltage),
                "channel" => "0",
                "range" => JsonTexts.Quote(_range),
                _ => throw Unknown(name),
            };
        }
    }

    public void SetJson(string name, JsonElement value)
    {
        lock (_gate)
        {
            switch (name)
            {
                case "voltage":
                    SetVoltage(value);
                    break;
                case "zero":
                    _voltage = 0;
                    break;
                case "range" when value.ValueKind == JsonValueKind.String && Ranges.ContainsKey(value.GetString()!):
                    _range = value.GetString()!;
                    break;
                case "range":
                    throw new DriverFault($"Invalid range: {value.GetRawText()}");
                default:
                    throw Unknown(name);
            }
        }
    }

    private static DriverFault Unknown(string name) => new($"Unknown parameter '{name}'");

    private void SetVoltage(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            throw new DriverFault("Invalid voltage value");
        }

        var (minimum, maximum) = Ranges[_range];
        var voltage = value.GetDouble();
        if (!(voltage >= minimum && voltage <= maximum))
        {
            throw new DriverFault(
                $"Voltage {RustNumber.Plain(voltage)} out of range [{RustNumber.Json(minimum)}, {RustNumber.Json(maximum)}]");
        }

        _voltage = voltage;
    }
}
