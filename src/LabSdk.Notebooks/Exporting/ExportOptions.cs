namespace LabSdk.Notebooks;

/// <summary>How a notebook becomes a document to read. Immutable.</summary>
public sealed record ExportOptions
{
    /// <summary>Title of the page when the notebook has no heading of the first level. Default <c>Notebook</c>.</summary>
    public string Title { get; init; } = "Notebook";

    /// <summary>True to fold the code of every cell. Default false. Folded code can be unfolded, and is printed.</summary>
    public bool CollapseCode { get; init; }

    /// <summary>True to put pictures into a Markdown file instead of into files beside it. Default false. An HTML file always holds everything.</summary>
    public bool EmbedImages { get; init; }

    /// <summary>True to make the plots of an HTML file interactive; adds 1.5 MB once when there is a plot. Default true.</summary>
    public bool InteractivePlots { get; init; } = true;

    /// <summary>Folder that pictures named by Markdown cells are taken from, and nothing outside of it; null, the default, to take none.</summary>
    public string? ImageFolder { get; init; }
}
