using System.Globalization;

namespace LabSdk.Simulation.Daq;

/// <summary>Why a plan was refused; the text is the daemon's.</summary>
internal sealed class PlanRefusedException(string reason) : Exception(reason);

/// <summary>Reads the texts that describe a plan, with the daemon's refusals.</summary>
internal sealed class PlanArguments(IDictionary<string, string> parameters, IDictionary<string, string> devices)
{
    public string Device(string role) => OptionalDevice(role) ?? throw new PlanRefusedException($"Missing device mapping: {role}");

    public string? OptionalDevice(string role) => devices.TryGetValue(role, out var device) ? device : null;

    public double Number(string name) => ParseNumber(name, Text(name));

    public double OptionalNumber(string name) => parameters.TryGetValue(name, out var text) ? ParseNumber(name, text) : 0;

    public double OptionalSeconds(string name)
    {
        var seconds = OptionalNumber(name);
        return seconds >= 0 ? seconds : throw new PlanRefusedException($"{name} must be >= 0");
    }

    public int Count(string name, int limit)
    {
        if (!uint.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw new PlanRefusedException($"Invalid {name}: invalid digit found in string");
        }

        if (count == 0)
        {
            throw new PlanRefusedException($"{name} must be > 0");
        }

        return count <= limit
            ? (int)count
            : throw new PlanRefusedException(string.Create(
                CultureInfo.InvariantCulture, $"{name} must be <= {limit:N0} to prevent resource exhaustion"));
    }

    public bool OptionalSwitch(string name, bool otherwise) => !parameters.TryGetValue(name, out var text) ? otherwise : text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new PlanRefusedException($"Invalid {name}: provided string was not `true` or `false`"),
    };

    private static double ParseNumber(string name, string text)
    {
        if (text is "NaN" or "inf" or "-inf"
            || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsFinite(value)))
        {
            throw new PlanRefusedException($"{name} must be a finite number (not NaN or infinity)");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            ? value
            : throw new PlanRefusedException($"Invalid {name}: invalid float literal");
    }

    private string Text(string name) =>
        parameters.TryGetValue(name, out var text) ? text : throw new PlanRefusedException($"Missing parameter: {name}");
}
