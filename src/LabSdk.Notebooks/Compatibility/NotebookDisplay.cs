using LabSdk.Display;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>The display calls that notebooks of .NET Interactive make without naming a class.</summary>
public static class NotebookDisplay
{
#pragma warning disable IDE1006 // Existing notebooks call it by this name.
    /// <summary>Shows a value now, between the other output of the cell.</summary>
    /// <param name="value">Any value, or null.</param>
    /// <param name="mimeTypes">The forms to show; none for all that the value has.</param>
    /// <returns>What was shown; it can be replaced.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        return new DisplayedValue(value, mimeTypes);
    }
#pragma warning restore IDE1006

    /// <summary>HTML to show: the last expression of a cell, or <c>display(HTML("..."))</c>.</summary>
    /// <param name="content">The text; encode foreign text in it.</param>
    public static HtmlContent HTML(string content) => new(content);

    /// <summary>Adds a style sheet to the output of the cell.</summary>
    /// <param name="content">The rules.</param>
    public static void CSS(string content) =>
        DisplaySink.Current.Show(ValueForms.As($"<style>{content}</style>", MimeTypes.Html));
}
