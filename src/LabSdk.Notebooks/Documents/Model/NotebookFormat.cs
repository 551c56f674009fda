namespace LabSdk.Notebooks;

/// <summary>The kinds of files that notebooks are kept in.</summary>
public enum NotebookFormat
{
    /// <summary>Jupyter notebook, <c>.ipynb</c>: holds everything.</summary>
    Ipynb,

    /// <summary>Polyglot notebook, <c>.dib</c>: cells of several languages as plain text, no outputs.</summary>
    Dib,

    /// <summary>C# script, <c>.csx</c>: cells between <c>// %%</c> lines.</summary>
    Csx,

    /// <summary>File-based C# program, <c>.cs</c>: runs with <c>dotnet run</c>.</summary>
    Cs,

    /// <summary>Markdown, <c>.md</c>: C# code blocks are cells.</summary>
    Markdown,
}
