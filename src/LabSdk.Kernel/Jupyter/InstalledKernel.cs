namespace LabSdk.Kernel.Jupyter;

/// <summary>A kernel that Jupyter knows.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Spec">How it is started.</param>
/// <param name="IsOurs">True when LabSdk has installed it.</param>
internal sealed record InstalledKernel(string Name, string Folder, KernelSpec Spec, bool IsOurs)
{
    /// <summary>The first file of the command line that is not there; null when all are.</summary>
    public string? MissingFile => Spec.Argv.Where(Path.IsPathRooted).FirstOrDefault(path => !File.Exists(path));
}
