using LabSdk.Notebooks;

namespace LabSdk.Kernel.Commands;

/// <summary>A notebook runs in its own folder, as in Jupyter; a script in the current one, as every program.</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly string? _before;

    public WorkingFolder(string path, NotebookFormat format)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (format is not (NotebookFormat.Cs or NotebookFormat.Csx) && folder != Directory.GetCurrentDirectory())
        {
            _before = Directory.GetCurrentDirectory();
            Directory.SetCurrentDirectory(folder);
        }
    }

    public void Dispose()
    {
        if (_before is not null && Directory.Exists(_before))
        {
            Directory.SetCurrentDirectory(_before);
        }
    }
}
