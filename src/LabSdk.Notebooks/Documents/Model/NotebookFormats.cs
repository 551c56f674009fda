namespace LabSdk.Notebooks;

/// <summary>Formats and file names.</summary>
public static class NotebookFormats
{
    private static readonly (NotebookFormat Format, string Name, string[] Extensions)[] All =
    [
        (NotebookFormat.Ipynb, "Jupyter notebook", [".ipynb"]),
        (NotebookFormat.Dib, "Polyglot notebook", [".dib"]),
        (NotebookFormat.Csx, "C# script", [".csx"]),
        (NotebookFormat.Cs, "C# program", [".cs"]),
        (NotebookFormat.Markdown, "Markdown", [".md", ".markdown"]),
    ];

    /// <summary>The format that the ending of a file name tells.</summary>
    /// <param name="path">A file name; need not exist.</param>
    /// <exception cref="LabConfigurationException">The ending is not known; the message lists those that are.</exception>
    public static NotebookFormat FromPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TryFromPath(path) ?? throw new LabConfigurationException(
            DocumentErrorIds.UnknownFormat,
            $"The kind of notebook '{path}' cannot be told from its name.",
            $"Use a name that ends in {string.Join(", ", All.Select(row => row.Extensions[0]))}.");
    }

    /// <summary>The usual ending of file names, for example <c>.ipynb</c>.</summary>
    /// <param name="format">A format.</param>
    public static string ExtensionOf(NotebookFormat format) => Row(format).Extensions[0];

    internal static NotebookFormat? TryFromPath(string path)
    {
        var row = Array.Find(All, row => row.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
        return row.Name is null ? null : row.Format;
    }

    internal static string NameOf(NotebookFormat format) => Row(format).Name;

    private static (NotebookFormat Format, string Name, string[] Extensions) Row(NotebookFormat format) => Array.Find(All, row => row.Format == format);
}
