using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary>The file that the outputs of a run go to.</summary>
internal sealed class RunTarget
{
    private readonly ExportOptions? _export;

    private RunTarget(string path, ExportOptions? export)
    {
        Path = path;
        _export = export;
    }

    /// <summary>The full name.</summary>
    public string Path { get; }

    /// <summary>The target of a run; null when nothing is written.</summary>
    public static RunTarget? For(string path, NotebookFormat format, string? output)
    {
        if (output is null)
        {
            return format == NotebookFormat.Ipynb
                ? new RunTarget(System.IO.Path.GetFullPath(System.IO.Path.ChangeExtension(path, ".executed.ipynb")), null)
                : null;
        }

        return System.IO.Path.GetExtension(output).ToLowerInvariant() switch
        {
            ".ipynb" => new RunTarget(System.IO.Path.GetFullPath(output), null),
            ".html" or ".htm" or ".md" => new RunTarget(System.IO.Path.GetFullPath(output), Export(path)),
            _ => throw NotebookCommands.Wrong($"'{output}' cannot hold outputs: give a file that ends in .ipynb, .html or .md."),
        };
    }

    private static ExportOptions Export(string source) => new()
    {
        Title = System.IO.Path.GetFileNameWithoutExtension(source), ImageFolder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(source)),
    };

    /// <summary>Writes the notebook, as a whole or not at all.</summary>
    public async Task WriteAsync(NotebookDocument document, CancellationToken cancellationToken)
    {
        if (_export is not null)
        {
            await NotebookExporter.SaveAsync(document, Path, _export, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await NotebookFile.SaveAsync(document, Path, cancellationToken).ConfigureAwait(false);
        }
    }
}
