using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using LabSdk.Testing;

namespace LabSdk.Architecture.Tests;

/// <summary>What the packages hold besides assemblies.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labsdk-pack-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Package_of_the_facade_has_the_notebook_extension_and_its_documentation()
    {
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", ["pack", Path.Combine(RepositoryRoot.Path, "src", "LabSdk"), "--no-build", "--nologo", "-v", "q", "-c", configuration, "-o", _folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var pack = Process.Start(start)!;
        var (output, error) = (pack.StandardOutput.ReadToEndAsync(), pack.StandardError.ReadToEndAsync());
        await pack.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        Assert.True(pack.ExitCode == 0, await output + await error);

        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")));
        var entry = package.GetEntry("interactive-extensions/dotnet/extension.dib");
        using var reader = new StreamReader(entry!.Open());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "kernel-extensions", "polyglot", "extension.dib")), await reader.ReadToEndAsync());
        Assert.NotNull(package.GetEntry("lib/net10.0/LabSdk.xml"));
    }
}
