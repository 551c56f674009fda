using System.Diagnostics;
using LabSdk.Testing;

namespace LabSdk.Cxl.Tests.Wire;

/// <summary>The files that eng/cxl/generate makes are those that are checked in.</summary>
public class GeneratorTests
{
    [Fact]
    public async Task Generated_files_are_up_to_date()
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryRoot.Path };
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(Path.Combine("eng", "cxl", "generate"));
        start.ArgumentList.Add("--check");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (stale, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal("", await errors);
        Assert.True(process.ExitCode == 0, "Run eng/cxl/generate. Stale files:\n" + await stale);
    }
}
