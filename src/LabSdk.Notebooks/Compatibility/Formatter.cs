using LabSdk.Display;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>Own forms for types, as notebooks of .NET Interactive register them.</summary>
public static class Formatter
{
    /// <summary>Sets how a type is shown.</summary>
    /// <typeparam name="T">A class, struct or interface.</typeparam>
    /// <param name="formatter">Makes the text; encode foreign text in HTML.</param>
    /// <param name="mimeType">The form of the text. Default readable text.</param>
    public static void Register<T>(Func<T, string> formatter, string mimeType = MimeTypes.PlainText)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Views.Register<T>(value => ValueForms.As(formatter(value), mimeType));
    }

    /// <summary>Sets how a type is shown.</summary>
    /// <typeparam name="T">A class, struct or interface.</typeparam>
    /// <param name="formatter">Writes the text; encode foreign text in HTML.</param>
    /// <param name="mimeType">The form of the text. Default readable text.</param>
    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = MimeTypes.PlainText)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Register<T>(
            value =>
            {
                using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
                formatter(value, text);
                return text.ToString();
            },
            mimeType);
    }
}
