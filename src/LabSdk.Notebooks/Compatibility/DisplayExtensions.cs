using LabSdk.Display;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>The display calls of .NET Interactive on values.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value now, between the other output of the cell.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="value">The value, or null.</param>
    /// <param name="mimeTypes">The forms to show; none for all that the value has.</param>
    /// <returns>What was shown; it can be replaced.</returns>
    public static DisplayedValue Display<T>(this T value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        return new DisplayedValue(value, mimeTypes);
    }

    /// <summary>Shows a text that is already in a form, for example HTML or Markdown.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Its form, for example <c>text/markdown</c>.</param>
    /// <returns>What was shown; it can be replaced.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new DisplayedValue(value, [mimeType]);
    }

    /// <summary>The text of a value in one of its forms.</summary>
    /// <param name="value">Any value, or null.</param>
    /// <param name="mimeType">The form. Default readable text.</param>
    public static string ToDisplayString(this object? value, string mimeType = MimeTypes.PlainText)
    {
        var bundle = Views.ToMimeBundle(value);
        return bundle.Text(mimeType) ?? bundle.PlainText;
    }
}
