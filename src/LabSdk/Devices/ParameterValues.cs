using System.Globalization;
using LabSdk.Devices;
using LabSdk.Text;

namespace LabSdk;

/// <summary>Turns what users write into parameter values and back, and refuses what cannot fit before it is sent.</summary>
internal static class ParameterValues
{
    /// <summary>The value as the device wants it: a double, long, bool or text.</summary>
    public static object Check(string id, ParameterDescription info, object value)
    {
        var plain = Plain(value);
        switch (info.Kind)
        {
            case ParameterKind.Float when plain is long whole:
                plain = (double)whole;
                break;
            case ParameterKind.Integer when plain is double number && number == Math.Floor(number) && Math.Abs(number) <= 1L << 53:
                plain = (long)number;
                break;
        }

        var fits = info.Kind switch
        {
            ParameterKind.Float => plain is double,
            ParameterKind.Integer => plain is long,
            ParameterKind.Boolean => plain is bool,
            ParameterKind.Text or ParameterKind.Choice => plain is string,
            _ => true,
        };
        if (!fits)
        {
            throw Refused(id, plain, $"it takes {Wanted(info.Kind)}", null);
        }

        if (info.Kind == ParameterKind.Choice && info.Choices.Count > 0 && !info.Choices.Contains((string)plain))
        {
            throw Refused(id, plain, "it is not one of its choices", NearestNames.Hint((string)plain, info.Choices, "choices"));
        }

        if (plain is double or long)
        {
            info.Limits.Check(id, Convert.ToDouble(plain, CultureInfo.InvariantCulture), info.Unit);
        }

        return plain;
    }

    /// <summary>The value as the asked type.</summary>
    public static T As<T>(string id, object? value)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (value is T same)
        {
            return same;
        }

        if (value is null)
        {
            return type == typeof(double) && default(T) is not null ? (T)(object)double.NaN
                : default(T) is null ? default!
                : throw new InvalidCastException($"'{id}' has no value now; it cannot be read as {type.Name}.");
        }

        if (type.IsEnum && value is string name && Enum.TryParse(type, name, ignoreCase: true, out var member))
        {
            return (T)member;
        }

        if (value is double or long && type.IsPrimitive && type != typeof(bool) && type != typeof(char))
        {
            return (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }

        throw new InvalidCastException($"'{id}' is a {value.GetType().Name}; it cannot be read as {type.Name}.");
    }

    private static object Plain(object value) => value switch
    {
        bool or string or double or long => value,
        float or decimal or Half => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        Enum choice => choice.ToString(),
        TimeSpan span => span.TotalSeconds,
        IFormattable text => text.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Wanted(ParameterKind kind) => kind switch
    {
        ParameterKind.Float => "a number",
        ParameterKind.Integer => "a whole number",
        ParameterKind.Boolean => "true or false",
        _ => "a text",
    };

    private static LabConfigurationException Refused(string id, object value, string why, string? hint) => new(
        CoreErrorIds.InvalidOptions,
        $"'{id}' cannot be set to '{Convert.ToString(value, CultureInfo.InvariantCulture)}': {why}. Nothing was sent.",
        hint ?? "See its Info for type, unit and range.")
    {
        DeviceId = id,
    };
}
