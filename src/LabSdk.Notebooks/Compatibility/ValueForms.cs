using LabSdk.Display;

namespace LabSdk.Notebooks.Compatibility;

/// <summary>Chooses among the forms of a value.</summary>
internal static class ValueForms
{
    /// <summary>A value in all its forms, or in those that were asked for; a text stays the text it is.</summary>
    public static MimeBundle Of(object? value, IReadOnlyList<string> mimeTypes)
    {
        if (value is string text && mimeTypes is [var only])
        {
            return As(text, only);
        }

        var all = Views.ToMimeBundle(value);
        if (mimeTypes.Count == 0 || mimeTypes.All(mime => !all.Has(mime)))
        {
            return all;
        }

        var chosen = MimeBundle.FromText(() => all.PlainText);
        foreach (var mime in mimeTypes.Where(mime => mime != MimeTypes.PlainText && all.Has(mime)))
        {
            chosen = mime == MimeTypes.Png ? chosen.WithPng(() => all.Png) : chosen.With(mime, () => all.Text(mime)!);
        }

        return chosen;
    }

    /// <summary>Text that is already in a form.</summary>
    public static MimeBundle As(string text, string mimeType) =>
        mimeType == MimeTypes.PlainText ? MimeBundle.FromText(text) : MimeBundle.FromText(text).With(mimeType, text);
}
