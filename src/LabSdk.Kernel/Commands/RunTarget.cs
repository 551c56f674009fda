using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary>The file that the outputs of a run go to.</summary>
internal sealed class RunTarget
{
    private RunTarget(string path) => Path = path;

    /// <summary>The full name.</summary>
    public string Path { get; }

    /// <summary>The target of a run; null when nothing is written.</summary>
    public static RunTarget? For(string path, NotebookFormat format, string? output)
    {
        if (output is null)
        {
            return format == NotebookFormat.Ipynb
                ? new RunTarget(System.IO.Path.GetFullPath(System.IO.Path.ChangeExtension(path, ".executed.ipynb")))
                : null;
        }

        return System.IO.Path.GetExtension(output).ToLowerInvariant() switch
        {
            ".ipynb" => new RunTarget(System.IO.Path.GetFullPath(output)),
            _ => throw NotebookCommands.Wrong($"'{output}' cannot hold outputs: give a file that ends in .ipynb."),
        };
    }

    /// <summary>Writes the notebook, as a whole or not at all.</summary>
    public async Task WriteAsync(NotebookDocument document, CancellationToken cancellationToken)
    {
        await NotebookFile.SaveAsync(document, Path, cancellationToken).ConfigureAwait(false);
    }
}
