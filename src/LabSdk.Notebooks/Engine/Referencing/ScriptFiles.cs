namespace LabSdk.Notebooks.Engine;

/// <summary>The files that are being loaded, innermost first, so that relative paths and cycles are understood.</summary>
/// <param name="File">The script file; null for the cell.</param>
/// <param name="Folder">Where relative paths of it begin.</param>
/// <param name="Outer">Who loads it.</param>
internal sealed record ScriptFiles(string? File, string Folder, ScriptFiles? Outer)
{
    /// <summary>Reads a script file that is loaded from here.</summary>
    /// <param name="text">The path as written.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="NotebookException">It cannot be read, or it loads itself.</exception>
    public async Task<(ScriptFiles Inside, string Code)> ReadAsync(string text, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(text, Folder);
        for (var outer = this; outer is not null; outer = outer.Outer)
        {
            if (string.Equals(outer.File, path, StringComparison.Ordinal))
            {
                throw new NotebookException(
                    NotebookErrorIds.ScriptNotLoaded,
                    $"'{text}' loads itself.",
                    "Take the #load line out of one of the files.");
            }
        }

        try
        {
            var code = await System.IO.File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            return (new ScriptFiles(path, Path.GetDirectoryName(path)!, this), code);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException(
                NotebookErrorIds.ScriptNotLoaded,
                $"The script '{text}' cannot be read: {exception.Message}",
                "Give the path from the folder of the file that has the #load line.",
                exception);
        }
    }
}
