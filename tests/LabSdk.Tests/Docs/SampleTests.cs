using System.Diagnostics;
using System.Reflection;
using LabSdk.Testing;

namespace LabSdk.Tests.Docs;

/// <summary>The sample scripts run as a user runs them: <c>dotnet run sample.cs</c>.</summary>
public class SampleTests
{
    // The configuration of the tests, whose projects are already built.
    private static readonly string Configuration =
        typeof(Lab).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Theory]
    [InlineData("first_scan.cs", "21 points saved in", "out.csv")]
    [InlineData("camera_snapshot.cs", "10 frames streamed", "out.png")]
    [InlineData("map_report.cs", "117 points, report in", "out.html")]
    // A busy machine may miss times: the number of rows is not checked.
    [InlineData("time_series.cs", "rows saved in", "out.csv")]
    public async Task A_sample_runs_to_its_end(string sample, string said, string file)
    {
        var folder = Directory.CreateTempSubdirectory("labsdk-sample");
        try
        {
            var start = new ProcessStartInfo("dotnet", ["run", "-c", Configuration, Path.Combine(RepositoryRoot.Path, "samples", sample), Path.Combine(folder.FullName, file)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            Assert.True(process.ExitCode == 0, $"{await output}\n{await errors}");
            Assert.Contains(said, await output);
            Assert.True(new FileInfo(Path.Combine(folder.FullName, file)).Length > 100);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
