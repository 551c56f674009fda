using System.Globalization;
using System.Reflection;
using LabSdk.Text;

namespace LabSdk.Options;

/// <summary>Fills options from the query of an endpoint address (<c>?timeout=5s</c>).</summary>
public static class OptionBinder
{
    /// <summary>
    /// Sets members of <paramref name="options"/> by name (case-insensitive). Supports text, numbers, bool, enums,
    /// <see cref="TimeSpan"/> and <see cref="Secret"/>.
    /// </summary>
    /// <param name="options">The object to fill.</param>
    /// <param name="values">Names and texts.</param>
    /// <param name="what">What is being configured, for messages.</param>
    /// <exception cref="LabConfigurationException">A name is not known (the nearest are listed) or a text cannot be read; all faults at once.</exception>
    public static void Apply(object options, IReadOnlyDictionary<string, string> values, string what)
    {
        var members = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && IsText(property.PropertyType))
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        foreach (var (key, text) in values)
        {
            if (!members.TryGetValue(key, out var member))
            {
                var names = members.Keys.Select(CamelCase).ToArray();
                faults.Add($"'{key}' is not an option. {NearestNames.Hint(key, names, "options")}");
            }
            else if (!TryRead(text, Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, out var value))
            {
                var shown = member.PropertyType == typeof(Secret) ? Secret.Mask : text;
                faults.Add($"'{key}' cannot be '{shown}': {Expectation(member.PropertyType)}.");
            }
            else
            {
                member.SetValue(options, value);
            }
        }

        if (faults.Count > 0)
        {
            throw new LabConfigurationException(
                CoreErrorIds.InvalidOptions,
                $"The options of {what} are not valid:\n{string.Join("\n", faults.Select(fault => "- " + fault))}");
        }
    }

    private static bool IsText(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum || type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long)
            || type == typeof(double) || type == typeof(TimeSpan) || type == typeof(Secret);
    }

    private static bool TryRead(string text, Type type, out object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        var ok = false;
        value = null;
        if (type == typeof(string))
        {
            (ok, value) = (true, text);
        }
        else if (type == typeof(Secret))
        {
            (ok, value) = (true, new Secret(text));
        }
        else if (type == typeof(bool))
        {
            (ok, value) = (bool.TryParse(text, out var flag), flag);
        }
        else if (type == typeof(int))
        {
            (ok, value) = (int.TryParse(text, NumberStyles.Integer, culture, out var number), number);
        }
        else if (type == typeof(long))
        {
            (ok, value) = (long.TryParse(text, NumberStyles.Integer, culture, out var number), number);
        }
        else if (type == typeof(double))
        {
            (ok, value) = (double.TryParse(text, NumberStyles.Float, culture, out var number), number);
        }
        else if (type == typeof(TimeSpan))
        {
            (ok, value) = (OptionText.TryDuration(text, out var span), span);
        }
        else if (type.IsEnum)
        {
            ok = Enum.TryParse(type, text, ignoreCase: true, out value) && Enum.IsDefined(type, value!);
        }

        return ok;
    }

    private static string Expectation(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(TimeSpan) ? "give a duration such as 500ms, 5s, 2min or infinite"
            : type == typeof(bool) ? "give true or false"
            : type.IsEnum ? $"give one of {string.Join(", ", Enum.GetNames(type).Select(CamelCase))}"
            : "give a number";
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
