using System.Diagnostics;
using LabSdk.Kernel.Jupyter;

namespace LabSdk.Kernel.Tests.Support;

/// <summary>A temporary place for everything that Jupyter writes, with the kernel of this build installed in it.</summary>
public sealed class JupyterFolder : IDisposable
{
    /// <summary>The kernel as it is installed, and one that announces ZMTP 3.0.</summary>
    public const string Kernel = "labsdk", OldTransport = "labsdk-zmtp0";

    public JupyterFolder()
    {
        Path = Directory.CreateTempSubdirectory("labsdk-jupyter").FullName;
        foreach (var name in new[] { Kernel, OldTransport })
        {
            new KernelSpecStore(System.IO.Path.Combine(Path, "kernels")).Install(name, name, isForced: false);
        }

        var file = System.IO.Path.Combine(Path, "kernels", OldTransport, "kernel.json");
        var spec = KernelSpec.Read(file)!;
        File.WriteAllText(file, (spec with { Argv = [.. spec.Argv, "--zmtp-minor", "0"] }).ToJson());
    }

    public string Path { get; }

    public string History => System.IO.Path.Combine(Path, "history.jsonl");

    public void ApplyTo(ProcessStartInfo start)
    {
        foreach (var (name, value) in new[]
        {
            ("JUPYTER_DATA_DIR", Path), ("JUPYTER_PATH", Path), ("JUPYTER_CONFIG_DIR", System.IO.Path.Combine(Path, "config")),
            ("JUPYTER_RUNTIME_DIR", System.IO.Path.Combine(Path, "runtime")), ("IPYTHONDIR", System.IO.Path.Combine(Path, "ipython")), ("LABSDK_HISTORY", History),
        })
        {
            start.Environment[name] = value;
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
