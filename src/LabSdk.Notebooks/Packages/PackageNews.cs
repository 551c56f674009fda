using LabSdk.Display;

namespace LabSdk.Notebooks.Packages;

/// <summary>
/// The line that tells about packages. It ends the same whether they were restored now or before, so that a notebook that
/// runs again has the same output.
/// </summary>
internal sealed class PackageNews(ICellOutput output) : IDisposable
{
    private ILiveDisplay? _line;

    /// <summary>Restoring begins.</summary>
    public void Restoring(IEnumerable<PackageReference> packages) =>
        _line = output.ShowLive(MimeBundle.FromText($"Restoring {string.Join(", ", packages)} ..."));

    /// <summary>They can be used.</summary>
    public void Restored(IEnumerable<PackageReference> packages)
    {
        var text = MimeBundle.FromText($"Packages: {string.Join(", ", packages)}");
        if (_line is { } line)
        {
            line.Update(text);
        }
        else
        {
            output.Show(text);
        }
    }

    public void Dispose() => _line?.Dispose();
}
