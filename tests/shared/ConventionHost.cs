using System.Collections;
using System.Reflection;

namespace LabSdk.Testing;

/// <summary>
/// What .NET Interactive does to find formatters by convention, with the same lookups and the same strictness: a type that
/// passes here is shown there. Written from the behaviour of the last version of that host.
/// </summary>
public sealed class ConventionHost
{
    private readonly Dictionary<(Type, string), List<Formatter>> _formatters = [];

    /// <summary>The forms that are made unasked, in order; null when the type says nothing.</summary>
    public static IReadOnlyList<string>? PreferredMimeTypes(Type type) =>
        Attribute(type) is { } attribute ? attribute.GetType().GetProperty("PreferredMimeTypes")?.GetValue(attribute) as string[] : null;

    /// <summary>True when the type, or a class it derives from, has the convention attribute. Interfaces do not count.</summary>
    public static bool IsAttributed(Type type) => Attribute(type) is not null;

    /// <summary>The text of an object in a form; null when the convention has no formatter for it.</summary>
    public string? Format(object value, string mimeType)
    {
        var type = value.GetType();
        if (!_formatters.TryGetValue((type, mimeType), out var found))
        {
            _formatters[(type, mimeType)] = found = [.. Create(type).Where(formatter => formatter.MimeType == mimeType && formatter.Type.IsAssignableFrom(type))];
        }

        var writer = new StringWriter();
        foreach (var formatter in found)
        {
            if (formatter.Format(value, writer))
            {
                return writer.ToString();
            }
        }

        return null;
    }

    private static object? Attribute(Type type) => type.GetCustomAttributes(inherit: true).FirstOrDefault(each => each.GetType().Name == "TypeFormatterSourceAttribute");

    private static IEnumerable<Formatter> Create(Type type)
    {
        if (Attribute(type) is not { } attribute)
        {
            yield break;
        }

        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var instance = Activator.CreateInstance(source)!;
        var made = (IEnumerable)source.GetMethod("CreateTypeFormatters")!.Invoke(instance, [])!;
        foreach (var formatter in made)
        {
            if (formatter.GetType().GetProperty("MimeType")?.GetValue(formatter) is string mimeType)
            {
                yield return new Formatter(mimeType, FormatterType(formatter) ?? type, Bind(formatter));
            }
        }
    }

    private static Type? FormatterType(object formatter) =>
        formatter.GetType().GetProperty("Type") is { } property && property.PropertyType == typeof(Type) ? (Type?)property.GetValue(formatter) : null;

    // Binds exactly: another parameter type or return type is an ArgumentException, as in the host.
    private static Func<object, TextWriter, bool> Bind(object formatter) => (Func<object, TextWriter, bool>)Delegate.CreateDelegate(
        typeof(Func<object, TextWriter, bool>),
        formatter,
        Exact(formatter.GetType().GetMethod("Format", BindingFlags.Public | BindingFlags.Instance)!),
        throwOnBindFailure: true)!;

    private static MethodInfo Exact(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual([typeof(object), typeof(TextWriter)]) && method.ReturnType == typeof(bool)
            ? method
            : throw new ArgumentException($"{method} is not bool Format(object, TextWriter).");

    private sealed record Formatter(string MimeType, Type Type, Func<object, TextWriter, bool> Format);
}
