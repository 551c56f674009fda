using LabSdk.Kernel.Doctor;
using LabSdk.Kernel.Jupyter;

namespace LabSdk.Kernel.Tests.Doctor;

/// <summary>A machine in a temporary folder: programs are shell scripts.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("labsdk-doctor-").FullName;

    public FakeMachine()
    {
        Directory.CreateDirectory(Folder("bin"));
        Directory.CreateDirectory(Folder("tmp"));
        Machine = new DoctorMachine(
            new Dictionary<string, string> { ["PATH"] = Folder("bin"), ["TMPDIR"] = Folder("tmp") },
            Folder("home"),
            [Folder("home/jupyter/kernels"), Folder("system/jupyter/kernels")],
            Folder("home/jupyter/kernels"))
        {
            ToolVersion = "1.2.3",
        };
    }

    public DoctorMachine Machine { get; set; }

    public string Folder(string name) => Path.Combine(_root, name);

    public void Directories(params string[] names) => Array.ForEach(names, name => Directory.CreateDirectory(Folder(name)));

    /// <summary>Puts a program on the search path.</summary>
    public void Program(string name, string script)
    {
        var path = Folder($"bin/{name}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
#pragma warning disable CA1416 // The tests run on Linux.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    public void Kernel(string name, string program, string? owner, string folder = "home/jupyter/kernels")
    {
        Directories($"{folder}/{name}");
        var spec = new KernelSpec { Argv = [program, "kernel", "{connection_file}"], DisplayName = $"C# ({name})" };
        if (owner is not null)
        {
            spec.Metadata["labsdk"] = owner;
        }

        File.WriteAllText(Folder($"{folder}/{name}/kernel.json"), spec.ToJson());
    }

    public async Task<Finding> Find(string area, string name) =>
        Assert.Single(await DoctorRounds.RunAsync(Machine, DoctorRounds.Checks(), CancellationToken.None), finding => finding.Area == area && finding.Name == name);

    public Task<IReadOnlyList<Finding>> All() => DoctorRounds.RunAsync(Machine, DoctorRounds.Checks(), CancellationToken.None);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
