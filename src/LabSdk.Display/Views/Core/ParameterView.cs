using LabSdk.Devices;

namespace LabSdk.Display;

/// <summary>Parameters and their values.</summary>
public static class ParameterView
{
    /// <summary>A table of parameters, with their values where they are known.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">Values by parameter name; null or a missing entry shows none.</param>
    public static TableModel Table(IEnumerable<ParameterDescription> parameters, IReadOnlyDictionary<string, ParameterValue>? values)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var rows = parameters.ToArray();
        return new TableModel(
            values is null ? ["parameter", "type", "range", "access", "meaning"] : ["parameter", "value", "type", "range", "access", "meaning"],
            rows.Select(p => Row(p, values)))
        {
            RowNoun = "parameters",
        };
    }

    /// <summary>A table of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    public static TableModel Table(IEnumerable<ParameterDescription> parameters) => Table(parameters, null);

    /// <summary>The value with its unit as a cell; a missing value stays missing.</summary>
    /// <param name="value">The value.</param>
    public static Cell Value(ParameterValue value) => value.Value switch
    {
        double number => Cell.Number(number, Unit(value.Unit)),
        long number => Cell.Integer(number, Unit(value.Unit)),
        _ => Cell.From(value.Value),
    };

    private static Cell[] Row(ParameterDescription p, IReadOnlyDictionary<string, ParameterValue>? values)
    {
        Cell[] facts = [p.Kind.ToString().ToLowerInvariant(), Range(p), (p.IsReadable, p.IsWritable) switch
        {
            (true, true) => "read, write",
            (true, false) => "read only",
            (false, true) => "write only",
            _ => "none",
        }, p.Text.Length == 0 ? Cell.Null : p.Text];
        return values is null
            ? [Cell.Code(p.Name), .. facts]
            : [Cell.Code(p.Name), values.TryGetValue(p.Name, out var value) ? Value(value) : Cell.Null, .. facts];
    }

    private static Cell Range(ParameterDescription p)
    {
        if (p.Choices.Count > 0)
        {
            return string.Join(", ", p.Choices);
        }

        var (low, high) = (p.Limits.Minimum, p.Limits.Maximum);
        var unit = p.Unit.Length == 0 ? "" : " " + p.Unit;
        return (double.IsFinite(low), double.IsFinite(high)) switch
        {
            (true, true) => $"{Numbers.Format(low)} to {Numbers.Format(high)}{unit}",
            (true, false) => $"at least {Numbers.Format(low)}{unit}",
            (false, true) => $"at most {Numbers.Format(high)}{unit}",
            _ => p.Unit.Length == 0 ? Cell.Null : p.Unit,
        };
    }

    private static string? Unit(string? unit) => string.IsNullOrEmpty(unit) ? null : unit;
}
