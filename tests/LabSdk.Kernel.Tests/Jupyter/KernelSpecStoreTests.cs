using System.CommandLine;
using System.Text.Json;
using LabSdk.Kernel.Commands;
using LabSdk.Kernel.Jupyter;

namespace LabSdk.Kernel.Tests.Jupyter;

public sealed class KernelSpecStoreTests : IDisposable
{
    private readonly string _prefix = Directory.CreateTempSubdirectory("labsdk-spec").FullName;

    private string Kernels => Path.Combine(_prefix, "share", "jupyter", "kernels");

    public void Dispose() => Directory.Delete(_prefix, recursive: true);

    [Fact]
    public async Task Install_writes_a_whole_kernel_and_uninstall_removes_it()
    {
        var (code, output, _) = await RunAsync("jupyter", "install", "--prefix", _prefix, "--also-net-csharp");
        Assert.Equal(0, code);
        Assert.Contains("C# (LabSdk)", output, StringComparison.Ordinal);
        Assert.Equal([".net-csharp", "labsdk"], Directory.GetDirectories(Kernels).Select(Path.GetFileName).Order());
        foreach (var name in new[] { ".net-csharp", "labsdk" })
        {
            var folder = Path.Combine(Kernels, name);
            Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            using var spec = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "kernel.json")));
            var argv = spec.RootElement.GetProperty("argv").EnumerateArray().Select(part => part.GetString()!).ToArray();
            Assert.Equal(["kernel", "{connection_file}"], argv[^2..]);
            Assert.All(argv[..^2], part => Assert.True(File.Exists(part), part));
            Assert.Equal("C#", spec.RootElement.GetProperty("language").GetString());
            Assert.Equal("message", spec.RootElement.GetProperty("interrupt_mode").GetString());
            Assert.True(File.Exists(Path.Combine(spec.RootElement.GetProperty("env").GetProperty("DOTNET_ROOT").GetString()!, "dotnet")));
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(Path.Combine(folder, "logo-32x32.png")))[..4]);
        }

        // Nothing half written is left beside.
        Assert.Equal(["kernels"], Directory.GetFileSystemEntries(Path.GetDirectoryName(Kernels)!).Select(Path.GetFileName));
        Assert.Equal(0, (await RunAsync("jupyter", "install", "--prefix", _prefix)).Code);
        Assert.Equal(0, (await RunAsync("jupyter", "uninstall", "--prefix", _prefix)).Code);
        Assert.Empty(Directory.GetDirectories(Kernels));
        Assert.Contains("no kernel named 'labsdk'", (await RunAsync("jupyter", "uninstall", "--prefix", _prefix)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kernel_of_somebody_else_is_replaced_only_by_force_and_never_removed()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Kernels, ".net-csharp")).FullName;
        const string Theirs = """{"argv":["/usr/bin/other"],"display_name":".NET (C#)","language":"C#","metadata":{"debugger":true}}""";
        await File.WriteAllTextAsync(Path.Combine(folder, "kernel.json"), Theirs);
        var (code, _, error) = await RunAsync("jupyter", "install", "--prefix", _prefix, "--also-net-csharp");
        Assert.Equal(1, code);
        Assert.StartsWith("error LAB-KERN-0007: ", error, StringComparison.Ordinal);
        Assert.Contains("--force", error, StringComparison.Ordinal);
        Assert.Equal(Theirs, await File.ReadAllTextAsync(Path.Combine(folder, "kernel.json")));
        Assert.Equal(1, (await RunAsync("jupyter", "uninstall", "--prefix", _prefix, "--name", ".net-csharp")).Code);
        Assert.True(Directory.Exists(folder));
        Assert.Equal(0, (await RunAsync("jupyter", "install", "--prefix", _prefix, "--also-net-csharp", "--force")).Code);
        Assert.True(new KernelSpecStore(Kernels).List().All(kernel => kernel.IsOurs));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a b")]
    [InlineData("")]
    public void Names_that_jupyter_does_not_allow_are_refused(string name)
    {
        Assert.Equal("LAB-KERN-0007", Assert.Throws<LabConfigurationException>(() => new KernelSpecStore(Kernels).Install(name, "x", false)).ErrorId);
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_a_typed_error_and_leaves_nothing()
    {
        File.WriteAllText(Path.Combine(_prefix, "share"), "a file in the way");
        Assert.Equal("LAB-KERN-0007", Assert.Throws<LabConfigurationException>(() => new KernelSpecStore(Kernels).Install("x", "x", false)).ErrorId);
    }

    [Fact]
    public void List_names_a_kernel_whose_program_is_gone()
    {
        new KernelSpecStore(Kernels).Install("good", "Good", false);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Kernels, "bad")).FullName, "kernel.json");
        File.WriteAllText(file, """{"argv":["/gone/dotnet","x"],"display_name":"Bad","language":"C#"}""");
        Directory.CreateDirectory(Path.Combine(Kernels, "empty"));
        var kernels = new KernelSpecStore(Kernels).List().ToArray();
        Assert.Equal(["bad", "good"], kernels.Select(kernel => kernel.Name));
        Assert.Equal(["/gone/dotnet", null], kernels.Select(kernel => kernel.MissingFile));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await LabSdkCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
